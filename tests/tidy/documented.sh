#!/bin/sh
# Every command and option that rolloutctl has is in its man page and its completion.
# usage: documented.sh ROLLOUTCTL MANPAGE COMPLETION
set -eu
rolloutctl=$1 manpage=$2 completion=$3
plain=$(sed 's/\\-/-/g; s/\\f.//g' "$manpage")
missing=0

require() {
    printf '%s\n' "$plain" | grep -qw -e "$1" || { echo "$manpage: says nothing of $1 ($2)"; missing=1; }
    grep -qw -e "$1" "$completion" || { echo "$completion: does not know $1 ($2)"; missing=1; }
}

# Subcommands are the indented words below the heading of that name; options are the words that begin with --.
commands=$("$rolloutctl" --help | awk '/^[Ss]ubcommands:/ {on = 1; next} /^[^ ]/ {on = 0} on && /^ +[a-z]/ {print $1}')
[ -n "$commands" ] || { echo "no command found in: $rolloutctl --help"; exit 1; }
for command in $commands; do
    require "$command" command
    for option in $("$rolloutctl" "$command" --help | grep -oE '(^|[ ,])--[a-z][a-z-]*' | tr -d ' ,' | sort -u); do
        require "$option" "option of $command"
    done
done
exit $missing
