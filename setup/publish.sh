#!/bin/sh
# Publishes the archive: its repository's workflow builds what is pushed and puts it on GitHub Pages.
#
#   setup/publish.sh ready   says what is in the way, if something is
#   setup/publish.sh push    pushes, and says where the site will be
set -eu
cd "$(dirname "$0")/.."
. setup/say.sh

if ! said=$(LC_ALL=C git rev-parse --git-dir 2>&1); then
    case "$said" in
        *"not a git repository"*) fail "this folder is no git repository; git init, then add and commit everything" ;;
    esac
    printf '%s\n' "$said" >&2
    fail "git does not work in this folder (its reason is above)"
fi
branch=$(git symbolic-ref --quiet --short HEAD) \
    || fail "no branch is checked out (detached HEAD); git switch main"
remote=$(git config "branch.$branch.remote" || git remote | grep -x origin || git remote | head -n 1)
[ -n "$remote" ] || fail "the repository has no remote; git remote add origin ADDRESS"
changes=$(git -c core.quotePath=false status --porcelain) # Arabic names as they are
if [ -n "$changes" ]; then
    printf '%s\n' "$changes" | head -n 20 >&2
    fail "these changes are not committed: git add --all, git commit, then make publish again"
fi
[ "${1:-}" = push ] || exit 0

before=$(git rev-parse --quiet --verify "refs/remotes/$remote/$branch" || true)
if ! git push --set-upstream "$remote" "$branch" >&2; then
    if git fetch --quiet "$remote" "$branch" && ! git merge-base --is-ancestor FETCH_HEAD HEAD; then
        fail "someone pushed before you: git pull --no-rebase --no-edit $remote $branch, then make publish again"
    fi
    fail "git push failed (its reason is above)"
fi

# https://github.com/USER/REPOSITORY.git, git@github.com:USER/REPOSITORY.git, ssh://git@github.com/USER/…
home=$(git remote get-url "$remote" | sed -n 's#^.*github\.com[:/]\([^/]*/[^/]*\)$#\1#p' | sed 's#\.git$##')
if [ -z "$home" ]; then
    say "Pushed. The remote is not on GitHub, so where its site is, if any, is for its owner to say"
    exit 0
fi
user=$(printf '%s' "${home%/*}" | tr '[:upper:]' '[:lower:]')
repository=${home#*/}
address=https://$user.github.io/$repository/
if [ "$(printf '%s' "$repository" | tr '[:upper:]' '[:lower:]')" = "$user.github.io" ]; then
    address=https://$user.github.io/
fi
if [ "$branch" != main ]; then
    cure="git branch --move main"
    if git show-ref --verify --quiet refs/heads/main; then cure="git switch main, git merge $branch"; fi
    say "Pushed. Only the branch main is published; this is $branch: $cure, then make publish again"
    exit 0
fi
if [ "$before" = "$(git rev-parse HEAD)" ]; then
    say "GitHub has all of this already: nothing was pushed, so nothing is built anew. The site is at $address"
    say "To have it built all the same: https://github.com/$home/actions/workflows/site.yml → Run workflow"
else
    say "Pushed. In a few minutes the site is at $address"
    say "Its progress: https://github.com/$home/actions"
fi
say "Once for each repository: https://github.com/$home/settings/pages → Build and deployment → Source: GitHub Actions"
