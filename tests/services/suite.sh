#!/usr/bin/env bash
# The whole suite in two runs, ending with pytest's own closing line: what touches storage and what is about real
# servers on PostgreSQL, Redis and Elasticsearch as in production, then everything else, and what touches storage once
# more, on the embedded default.
set -uo pipefail
cd "$(dirname "$0")/../.."
python=.venv/bin/python
report=var/test-production.log
no_tests_collected=5
mkdir -p var
say() { printf '\033[1m==> %s\033[0m\n' "$1"; }

say 'Storage and servers: on PostgreSQL, Redis and Elasticsearch'
$python -m tests.services with all -- $python -m pytest -q -m '(storage or services) and not proof' "$@" | tee "$report"
production=${PIPESTATUS[0]}
if [ "$production" -eq "$no_tests_collected" ]; then
  echo 'No test carries the marks "storage" or "services".'
  production=0
fi

say 'Everything else, and storage once more: on the embedded default'
echo 'Left out, because they are long and have words of their own: make bench, make proof, make attack.'
left_out=(--ignore=tests/bench --ignore=tests/attack)
$python -m pytest -m 'not services and not proof' "${left_out[@]}" "$@"
embedded=$?

if [ "$production" -ne 0 ]; then
  echo "On PostgreSQL, Redis and Elasticsearch (all of it in $report):"
  tail -n 1 "$report"
fi
exit $((embedded != 0 ? embedded : production))
