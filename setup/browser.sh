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
. setup/apt.sh

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
    [ -x .venv/bin/playwright ] && .venv/bin/python - 2>/dev/null <<'PY'
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

# Playwright drives the browser with a Node.js of its own, which a bare Debian lacks a library for.
driver_runs() {
    .venv/bin/playwright --version >/dev/null 2>&1
}

ready_driver() {
    if [ ! -x .venv/bin/playwright ] || driver_runs; then return; fi
    if may_install; then apt_install "Playwright needs it" libatomic1 || true; fi
    driver_runs || {
        .venv/bin/playwright --version >&2 || true
        fail "Playwright does not run on this machine (its reason is above); on Debian and Ubuntu, as root: apt-get install libatomic1; to leave the browser tests out: make test BROWSER=no"
    }
}

if [ -n "${MAHFUZAT_BROWSER:-}" ]; then
    ready_driver
    browser=$(command -v "$MAHFUZAT_BROWSER" || true)
    if [ -n "$browser" ]; then found "$browser"; fi
    fail "MAHFUZAT_BROWSER=$MAHFUZAT_BROWSER does not start; name a Chromium or Chrome, or unset it"
fi
if [ "${1:-}" = --find ]; then
    look
    exit 0
fi
ready_driver
look
# Ubuntu's package is an empty one that asks for snap, so there Playwright's comes first.
if may_install && ! grep -qs '^ID=ubuntu' /etc/os-release; then
    apt_install "the browser tests need it" chromium || true
    look
fi
if [ -x .venv/bin/playwright ]; then
    say "Fetching Playwright's Chromium for the browser tests"
    .venv/bin/playwright install chromium >&2 || true
    look
    # It is there and lacks libraries, perhaps: Playwright knows which.
    if may_install; then
        say "Installing the libraries that Playwright's Chromium needs"
        .venv/bin/playwright install-deps chromium >&2 || true
        look
    fi
fi
fail "no Chromium for the browser tests was found or could be installed; install one (Debian: apt-get install chromium) or name one in MAHFUZAT_BROWSER; to leave these tests out: make test BROWSER=no"
