# shellcheck shell=sh
# Words for the person at the terminal, on standard error: standard output is for answers.
say() {
    printf '• %s\n' "$*" >&2
}

fail() {
    printf '✗ %s\n' "$*" >&2
    exit 1
}
