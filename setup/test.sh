#!/bin/sh
# Lints, checks types, runs the tests: setup/test.sh yes|no (browser) JOBS [TESTS...]
set -eu
cd "$(dirname "$0")/.."
. setup/say.sh

if [ "$1" = no ]; then
    say "BROWSER=no: the tests in Chromium are left out"
    MAHFUZAT_BROWSER=no
else
    MAHFUZAT_BROWSER=$(setup/browser.sh)
    say "Browser: $MAHFUZAT_BROWSER"
fi
export MAHFUZAT_BROWSER
jobs=$2
shift 2

say "ruff: style"
.venv/bin/ruff check --quiet
.venv/bin/ruff format --check --output-format concise || fail "some files are not formatted; .venv/bin/ruff format does it"
say "mypy: types"
.venv/bin/python -m mypy
say "pytest: tests"
.venv/bin/python -m pytest -n "$jobs" --dist loadfile "$@"
