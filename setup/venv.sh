#!/bin/sh
# Makes .venv hold exactly what a lock file says; does nothing, and needs no network, when it does.
#
#   setup/venv.sh site   what the site needs: requirements.lock
#   setup/venv.sh dev    that and what tests need: requirements-dev.lock
#
# PYTHON=/path/to/python chooses the Python; else it is the newest found, from 3.11 on.
set -eu
cd "$(dirname "$0")/.."
. setup/say.sh

case "${1:-}" in
    site) lock=requirements.lock ;;
    dev) lock=requirements-dev.lock ;;
    *) fail "usage: setup/venv.sh site|dev" ;;
esac

stamp=.venv/$lock            # a copy of the lock that was installed, under a line with the Python
unfinished=.venv/unfinished  # is there while packages are being installed

# What the stamp says once .venv holds lock $1.
stamp_of() {
    .venv/bin/python -c 'import sys; print("# Python %d.%d" % sys.version_info[:2])' && cat "$1"
}

holds() {
    [ ! -e "$unfinished" ] && [ -f ".venv/$1" ] && [ -x .venv/bin/python ] \
        && stamp_of "$1" 2>/dev/null | cmp -s - ".venv/$1"
}

if holds "$lock"; then exit 0; fi
if [ -f .venv/requirements-dev.lock ]; then # a .venv for tests stays one; it holds the site's too
    lock=requirements-dev.lock
    stamp=.venv/$lock
fi

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        new_enough "$PYTHON" || fail "PYTHON=$PYTHON is no Python 3.11 or newer that runs; name another"
        printf '%s\n' "$PYTHON"
        return
    fi
    for name in python3.14 python3.13 python3.12 python3.11 python3; do
        if new_enough "$name"; then
            command -v "$name"
            return
        fi
    done
    fail "no Python 3.11 or newer found; install one (Debian 12, Ubuntu 24.04 and later: apt-get install python3), or name it: make PYTHON=/path/to/python3"
}

usable() {
    [ ! -e "$unfinished" ] && .venv/bin/python -m pip --version >/dev/null 2>&1 \
        && new_enough .venv/bin/python
}

if ! usable; then
    python=$(find_python)
    say "Making .venv with $("$python" --version)"
    setup/new-venv.sh "$python"
fi

say "Installing what $lock names into .venv"
: >"$unfinished"
{
    PIP_USER=0 .venv/bin/python -m pip --disable-pip-version-check --no-input install \
        --require-hashes --no-deps --progress-bar off --requirement "$lock" \
        || echo $? >.venv/pip-status # the pipe would lose it
} | sed -n 's/^Collecting \([^ ]*\).*/    \1/p' >&2
if [ -e .venv/pip-status ]; then
    # 1: pip refused, and undid what it had begun; else it was stopped halfway
    [ "$(cat .venv/pip-status)" -ne 1 ] || rm -f "$unfinished"
    rm -f .venv/pip-status
    fail "pip could not install what $lock names (its reason is above); with a network, run the same command again"
fi
# Of bqplot the outline of the land alone is used: what its code needs is left out on purpose (pyproject.toml).
if .venv/bin/python -m pip check --disable-pip-version-check 2>&1 \
    | grep -v -e '^bqplot .* is not installed\.$' -e '^No broken requirements found\.$' >&2; then
    fail "$lock does not fit together on this machine (.venv/bin/python -m pip check says how); make lock mends it"
fi
.venv/bin/python setup/forget.py "$lock"
stamp_of "$lock" >"$stamp"
if [ "$lock" = requirements-dev.lock ]; then # it holds all of the other, at the same versions
    stamp_of requirements.lock >.venv/requirements.lock
fi
rm -f "$unfinished"
