#!/bin/sh
# An approval hook: lets through targets of one group only ("canary", or the one that its argument
# names); the way back is never held up.
read -r head
case $head in
*'"direction": "back"'*) printf '%s\n' "$head"; exec cat ;; # whom it is asked about is whom it approves
esac
echo '{"targets": ['
grep -F "\"group\": \"${1:-canary}\"" | sed '$s/,$//' # a line for each target, a comma after all but the last
echo ']}'
