#!/usr/bin/env bash
# The long access proof in three runs: what needs PostgreSQL, Redis and Elasticsearch as in production; the embedded
# index beside Elasticsearch; and everything else on the embedded default. Where a server cannot be had its run is named
# as not run, and fails where CI=true.
set -uo pipefail
cd "$(dirname "$0")/../.."
python=.venv/bin/python
outcome=0
say() { printf '\033[1m==> %s\033[0m\n' "$1"; }

say 'Twin worlds and engines: on PostgreSQL, Redis and Elasticsearch'
$python -m tests.services with all -- $python -m pytest -q -n 2 -m 'proof and services' tests/access || outcome=1

say 'The embedded index beside Elasticsearch'
$python -m tests.services with elasticsearch -- \
  $python -m pytest -q -n 2 -m 'proof and services' tests/access/test_engines_agree.py || outcome=1

say 'Everything else: on the embedded default'
$python -m pytest -q -n 2 -m 'proof and not services' tests/access || outcome=1
exit $outcome
