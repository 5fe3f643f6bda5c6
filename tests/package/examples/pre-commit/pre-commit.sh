#!/bin/sh
# For plain git, without the framework: copy it to .git/hooks/pre-commit and make it executable.
# Once a file of policies/ is about to be committed it checks the folder as it is in the working tree.
git diff --cached --quiet --diff-filter=ACMR -- 'policies/*.json' 'policies/*.tf' 'policies/*.yml' 'policies/*.yaml' && exit 0
exec npx --no-install ramlight check policies
