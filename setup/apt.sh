# shellcheck shell=sh
# Installs Debian's and Ubuntu's packages where we may: as root, or with a sudo that does not ask.
# Needs say.sh.

may_install() {
    command -v apt-get >/dev/null || return 1
    [ "$(id -u)" -eq 0 ] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }
}

# $1 is why, for the person at the terminal; the rest are the packages.
apt_install() {
    say "Installing $(shift; echo "$*"): $1"
    shift
    if [ "$(id -u)" -eq 0 ]; then as_root=; else as_root="sudo -n"; fi
    # An update that fails may still have left lists that will do.
    { $as_root apt-get update --quiet=2 || true; } >&2
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install --quiet=2 --yes \
        --no-install-recommends "$@" >&2
}
