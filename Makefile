# Limes. `make` alone prints what there is; `make run` and `make test` are all a newcomer needs.
# Wanted beforehand: Python 3.11 or newer with venv, Node 20 or newer, make. Nothing else for `make run`.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# A second start is quick because Python keeps what it compiled.
unexport PYTHONDONTWRITEBYTECODE

# A system's own interpreter is built with profile-guided optimisation; what a version manager compiles often is not,
# and Limes is a quarter slower on it. Asked only where a virtual environment is made.
SYSTEM_PYTHON := /usr/bin/python3
PYTHON ?= $(shell $(SYSTEM_PYTHON) -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
  && echo $(SYSTEM_PYTHON) || echo python3)
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin
PY := $(BIN)/python
MANAGE := $(PY) manage.py
SERVICES := $(PY) -m tests.services
PYTEST := $(PY) -m pytest
CODE := config networks kb search tests docker manage.py
TYPED := networks/access networks/addresses networks/audit networks/events networks/library networks/live networks/prose networks/spreadsheets networks/text search kb/records \
  tests/architecture tests/install tests/services docker
EMBEDDED := var/limes.sqlite3
MIGRATED := var/stamps/migrated
# Asking Django takes seconds; the embedded database is ours alone, so a stamp newer than every migration will do.
up_to_date = [ -z '$(DATABASE_URL)' ] && [ -f $(MIGRATED) ] && [ -z "$$(find requirements.lock networks kb search \
  -newer $(MIGRATED) \( -path '*/migrations/*.py' -o -name requirements.lock \) -print -quit)" ]
# One stamp for each database, so that the demo world is made once in each and never again.
DEMO_STAMP = var/stamps/demo-$(shell printf '%s' "$${DATABASE_URL:-embedded}" | cksum | cut -d' ' -f1)
FRONT_SOURCES := package.json package-lock.json $(shell find static -type f 2>/dev/null)
MAX_TEMPLATE_LINES := 80
FAULTS := tests/stories/test_07_removing.py tests/stories/test_13_faults.py tests/networks/live tests/networks/people/test_limits.py \
  tests/networks/audit/test_many_at_once.py tests/search/test_elasticsearch_away.py tests/search/test_falling_behind.py \
  tests/search/test_rebuilding.py
CHECKS := check-format check-lint check-types check-templates check-migrations check-architecture
say = @printf '\033[1m==> %s\033[0m\n' >&2

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' Makefile
	@echo '  HOST= and PORT= are honoured by run; DATABASE_URL= REDIS_URL= ELASTICSEARCH_URL= choose real servers.'

## ---- Setting up -------------------------------------------------------------------------------

.venv/pyvenv.cfg:
	$(say) 'Virtual environment in .venv'
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo 'Python 3.11 or newer is needed; name it with PYTHON=/path/to/python3'; exit 1; }
	@$(PYTHON) -m venv .venv || { echo 'Python lacks venv (on Debian: apt install python3-venv)'; exit 1; }

.venv/runtime.stamp: requirements.lock | .venv/pyvenv.cfg
	$(say) 'Python packages, as locked'
	@$(call install_lock,requirements.lock)
	@touch $@

.venv/development.stamp: requirements-dev.lock requirements.lock | .venv/pyvenv.cfg
	$(say) 'Python packages with those for tests, as locked'
	@$(call install_lock,requirements-dev.lock)
	@touch $@ .venv/runtime.stamp

# An environment made by other tools may come without pip.
define install_lock
$(PY) -m pip --version >/dev/null 2>&1 || $(PY) -m ensurepip >/dev/null; \
$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1)
endef

node_modules/.package-lock.json: package.json package-lock.json
	$(say) 'Front-end packages, as locked'
	@node -e 'process.exit(+process.versions.node.split(".")[0] < 20 ? 1 : 0)' 2>/dev/null \
	  || { echo 'Node 20 or newer is needed'; exit 1; }
	@npm ci --no-audit --no-fund --loglevel=error
	@touch $@

var/stamps/front.stamp: node_modules/.package-lock.json $(FRONT_SOURCES)
	$(say) 'Front-end files'
	@npm run --silent build
	@mkdir -p var/stamps && touch $@

.PHONY: setup
setup: .venv/development.stamp var/stamps/front.stamp ## everything for development: packages, front-end files
	$(say) 'Ready: make run, make check, make test'

## ---- Running ----------------------------------------------------------------------------------

.PHONY: run
run: .venv/runtime.stamp var/stamps/front.stamp ## the site with its demo world on http://127.0.0.1:8000 until Ctrl-C
	$(say) 'Database'
	@mkdir -p var/stamps var/static
	@$(if $(DATABASE_URL),,test -s $(EMBEDDED) || rm -f $(DEMO_STAMP) $(MIGRATED))
	@if $(up_to_date); then echo 'up to date'; else $(MANAGE) migrate --noinput --verbosity 0 && { [ -n '$(DATABASE_URL)' ] || touch $(MIGRATED); }; fi
	@test -f $(DEMO_STAMP) || $(MAKE) --no-print-directory demo-world
	$(say) 'Limes is served on http://$(HOST):$(PORT) (Ctrl-C ends it)'
	@SITE_URL="$${SITE_URL:-http://127.0.0.1:$(PORT)}" exec $(BIN)/uvicorn config.asgi:application --ws websockets-sansio --host $(HOST) --port $(PORT)

.PHONY: demo-world
demo-world:
	$(say) 'Demo world (first time only)'
	@$(MANAGE) seed_demo
	@mkdir -p var/stamps && touch $(DEMO_STAMP)

.PHONY: demo
demo: .venv/runtime.stamp ## throw the embedded database and its files away and make the demo world anew
	@test -z '$(DATABASE_URL)' \
	  || { echo 'DATABASE_URL is set: empty that database yourself, then run: manage.py migrate, manage.py seed_demo'; exit 1; }
	$(say) 'Emptying the embedded database and its files'
	@rm -rf $(EMBEDDED) $(EMBEDDED)-wal $(EMBEDDED)-shm var/files var/media $(DEMO_STAMP) $(MIGRATED)
	@mkdir -p var/stamps
	@$(MANAGE) migrate --noinput --verbosity 0 && touch $(MIGRATED)
	@$(MAKE) --no-print-directory demo-world

.PHONY: services
services: .venv/development.stamp ## start PostgreSQL, Redis and Elasticsearch for local work; prints what to export
	@$(SERVICES) start

.PHONY: services-stop
services-stop: .venv/development.stamp ## stop what `make services` started
	@$(SERVICES) stop

## ---- Checking ---------------------------------------------------------------------------------

.PHONY: check
check: .venv/development.stamp ## format, lint, types, templates, migrations, architecture (under a minute)
	@$(MAKE) --jobs=2 --output-sync --keep-going --no-print-directory $(CHECKS)
	$(say) 'All checks passed'

.PHONY: $(CHECKS)
check-format:
	$(say) 'Format'
	@$(BIN)/ruff format --check --quiet $(CODE)

check-lint:
	$(say) 'Lint'
	@$(BIN)/ruff check --quiet $(CODE)

check-types:
	$(say) 'Types'
	@$(BIN)/mypy --no-error-summary $(TYPED)

check-templates:
	$(say) 'Templates'
	@$(BIN)/djlint --lint --quiet templates
	@find . -path ./node_modules -prune -o -path ./.venv -prune -o -path ./var -prune -o -name '*.html' -path '*templates*' -print0 \
	  | xargs -0 -r wc -l | awk '$$2 != "total" && $$1 >= $(MAX_TEMPLATE_LINES) {print $$2 ": " $$1 " lines"; bad = 1} END {exit bad}' \
	  || { echo 'A template stays under $(MAX_TEMPLATE_LINES) lines'; exit 1; }

check-migrations:
	$(say) 'Migrations'
	@LIMES_ENV=test $(MANAGE) makemigrations --check --dry-run --verbosity 1

check-architecture:
	$(say) 'Architecture'
	@if [ -d tests/architecture ]; then $(PYTEST) -q -n 0 tests/architecture; else echo 'No tests/architecture yet'; fi

## ---- Testing ----------------------------------------------------------------------------------

.PHONY: test
test: .venv/development.stamp var/stamps/front.stamp ## everything that can be tested here, real servers included
	$(say) 'Servers and browser (installed where missing and possible; each test run starts and stops its own)'
	@$(SERVICES) obtain || echo 'What is missing is named above; its tests will be listed as skipped.'
	@bash tests/services/suite.sh

.PHONY: bench
bench: .venv/development.stamp var/stamps/front.stamp ## speed, as a table of ratios in JSON lines
	@$(PYTEST) -q -n 0 -s tests/bench

.PHONY: faults
faults: .venv/development.stamp var/stamps/front.stamp ## servers stopped, killed and slowed down while people work
	@$(SERVICES) with all -- $(PYTEST) -q -n 2 $(FAULTS)

.PHONY: proof
proof: .venv/development.stamp var/stamps/front.stamp ## the long proof that nobody learns what they may not know, in JSON lines
	$(say) 'Servers (installed where missing and possible; each run starts and stops its own)'
	@$(SERVICES) obtain || echo 'What is missing is named above; the runs that need it will be listed as not run.'
	@bash tests/services/proof.sh

.PHONY: attack
attack: .venv/development.stamp var/stamps/front.stamp ## what an attacker would try, in JSON lines
	@$(PYTEST) -q -n 0 -s tests/attack

## ---- Upkeep -----------------------------------------------------------------------------------

.PHONY: lock
lock: ## write the lock files anew from pyproject.toml (needs uv)
	@uv pip compile --quiet --python-version 3.11.0 --generate-hashes --no-header --no-annotate \
	  pyproject.toml -o requirements.lock
	@uv pip compile --quiet --python-version 3.11.0 --generate-hashes --no-header --no-annotate \
	  pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	$(say) 'requirements.lock and requirements-dev.lock are written'
