#!/bin/sh
# Makes .venv anew with the Python named, and pip in it: setup/new-venv.sh /usr/bin/python3
#
# Debian's and Ubuntu's python3 comes without pip's installer (ensurepip), which is in python3-venv.
# So where it lacks: install python3-venv if we may, else take pip out of Debian's package of it.
set -eu
cd "$(dirname "$0")/.."
. setup/say.sh
. setup/apt.sh

python=$1
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')

case "$PWD" in
    *:*) fail "$PWD: a folder with a colon in its path can hold no Python environment; give it another name" ;;
esac
"$python" -m venv --clear --without-pip .venv \
    || fail "$python cannot make a virtual environment; install its venv module (Debian, Ubuntu: apt-get install python$version-venv)"
: >.venv/unfinished

has_ensurepip() {
    .venv/bin/python -c 'import ensurepip; ensurepip.version()' >/dev/null 2>&1
}

find_wheel() {
    for wheel in "$1"/usr/share/python-wheels/pip-*.whl; do
        [ ! -f "$wheel" ] || printf '%s\n' "$wheel"
    done | tail -n 1
}

# Takes pip's wheel out of Debian's python3-pip-whl, into folder $1, with nothing installed.
# apt keeps its lists and packages in that folder too, so this needs no rights.
unpack_wheel() {
    command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || return 1
    say "Taking pip out of Debian's package python3-pip-whl (nothing is installed outside .venv)"
    mkdir -p "$1/lists/partial" "$1/cache/archives/partial" "$1/root"
    (
        cd "$1"
        set -- -o "Dir::State::Lists=$1/lists" -o "Dir::Cache=$1/cache" --quiet=2
        apt-get "$@" update && apt-get "$@" download python3-pip-whl
    ) >&2 || return 1
    dpkg-deb -x "$1"/python3-pip-whl_*.deb "$1/root"
}

if ! has_ensurepip && may_install; then
    apt_install "this Python has no pip of its own" "python$version-venv" || true
fi
if has_ensurepip; then
    .venv/bin/python -m ensurepip --default-pip >/dev/null
    exit 0
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
wheel=$(find_wheel "")
if [ -z "$wheel" ] && unpack_wheel "$scratch"; then
    wheel=$(find_wheel "$scratch/root")
fi
[ -n "$wheel" ] || fail "this Python has no pip and none could be fetched; as root: apt-get install python$version-venv, then run make again"
.venv/bin/python "$wheel/pip" install --quiet --no-index --no-deps "$wheel"
