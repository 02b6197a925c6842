#!/usr/bin/env bash
# The whole suite, in two runs that end with pytest's own closing line:
# what touches storage on PostgreSQL, Redis and Elasticsearch as in production, then everything on the
# embedded default, where browser tests and tests of single servers start what they need themselves.
set -uo pipefail
cd "$(dirname "$0")/../.."
python=.venv/bin/python
report=var/test-production.log
mkdir -p var
no_tests_collected=5

printf '\033[1m==> Storage tests on PostgreSQL, Redis and Elasticsearch\033[0m\n'
$python -m tests.services with all -- $python -m pytest -q -m storage "$@" | tee "$report"
production=${PIPESTATUS[0]}
if [ "$production" -eq "$no_tests_collected" ]; then
  echo 'No test carries the mark "storage" here.'
  production=0
fi

printf '\033[1m==> Everything on the embedded default\033[0m\n'
$python -m pytest "$@"
embedded=$?

if [ "$production" -ne 0 ]; then
  echo "On PostgreSQL, Redis and Elasticsearch (all of it in $report):"
  tail -n 1 "$report"
fi
exit $((production != 0 ? production : embedded))
