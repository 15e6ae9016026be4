#!/bin/sh
# Prints the path of a Chromium (or Chrome) that really starts, for the tests.
#
#   setup/browser.sh           finds one, installs one if there is none
#   setup/browser.sh --find    finds one, or prints nothing
#
# Looked for in this order: MAHFUZAT_BROWSER, PATH, /Applications, Playwright's own. A browser that is there but
# does not start (Ubuntu's chromium-browser without snap, say) is passed over.
set -eu
cd "$(dirname "$0")/.."
. setup/say.sh

# As Playwright starts it: no sandbox (root and containers have none; the tests' pages are our own), no calls home.
flags="--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync"

starts() {
    profile=$(mktemp -d)
    limit=$(command -v timeout || true) # macOS has none
    # shellcheck disable=SC2086  # flags and limit are several words
    page=$(${limit:+$limit 60} "$1" $flags --user-data-dir="$profile" --dump-dom 'data:text/html,<p>ready' 2>/dev/null) || page=
    rm -rf "$profile" || true # a helper of the browser's may still be closing
    case "$page" in *'<p>ready'*) return 0 ;; esac
    return 1
}

playwrights_own() {
    [ -x .venv/bin/playwright ] && .venv/bin/python - <<'PY'
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
PY
}

found() {
    if [ -x "$1" ] && starts "$1"; then
        printf '%s\n' "$1"
        exit 0
    fi
}

look() {
    for name in chromium chromium-browser google-chrome google-chrome-stable chrome; do
        found "$(command -v "$name" || true)"
    done
    for name in "Google Chrome" Chromium; do
        found "/Applications/$name.app/Contents/MacOS/$name"
    done
    found "$(playwrights_own || true)"
}

# Debian's package; on Ubuntu it is an empty one that asks for snap, so look again after it.
install_package() {
    say "Installing Debian's chromium for the browser tests"
    { "$@" apt-get update --quiet=2 || true; } >&2
    "$@" env DEBIAN_FRONTEND=noninteractive apt-get install --quiet=2 --yes \
        --no-install-recommends chromium >&2 || true
}

if [ -n "${MAHFUZAT_BROWSER:-}" ]; then
    browser=$(command -v "$MAHFUZAT_BROWSER" || true)
    if [ -n "$browser" ]; then found "$browser"; fi
    fail "MAHFUZAT_BROWSER=$MAHFUZAT_BROWSER does not start; name a Chromium or Chrome, or unset it"
fi
look
if [ "${1:-}" = --find ]; then exit 0; fi

if command -v apt-get >/dev/null && ! grep -qs '^ID=ubuntu' /etc/os-release; then
    if [ "$(id -u)" -eq 0 ]; then
        install_package
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        install_package sudo -n
    fi
    look
fi
if [ -x .venv/bin/playwright ]; then
    say "Fetching Playwright's Chromium for the browser tests"
    .venv/bin/playwright install chromium >&2 || true
    look
fi
fail "no Chromium for the browser tests was found or could be installed; install one (Debian: apt-get install chromium) or name one in MAHFUZAT_BROWSER; to leave these tests out: make test BROWSER=no"
