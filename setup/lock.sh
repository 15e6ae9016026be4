#!/bin/sh
# Pins what pyproject.toml asks for, for every Python and system at once, with the hashes of all its files.
# The locks name no addresses: where the files come from is the affair of whoever installs.
set -eu
cd "$(dirname "$0")/.."
. setup/say.sh

compile() {
    .venv/bin/uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 \
        --generate-hashes --no-header --no-emit-index-url "$@"
}

compile --output-file requirements.lock
compile --output-file requirements-dev.lock --extra dev --extra cluster --extra model --constraint requirements.lock
git --no-pager diff --stat -- requirements.lock requirements-dev.lock >&2
say "The locks are made; make test installs them and tests with them"
