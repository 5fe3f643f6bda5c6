#!/bin/sh
# For plain git, without the framework: copy it to .git/hooks/pre-commit and make it executable.
# It checks the policies that are about to be committed, as they are in the working tree.
files=$(git diff --cached --name-only --diff-filter=ACMR -- 'policies/*.json' 'policies/*.tf' 'policies/*.yml' 'policies/*.yaml')
[ -z "$files" ] && exit 0
printf '%s\n' "$files" | tr '\n' '\0' | xargs -0 npx --no-install ramlight check
