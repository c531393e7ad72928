#!/usr/bin/env bash
# Runs a command beside a PostgreSQL of its own, which is gone afterwards.
# usage: packaging/with-postgres.sh COMMAND [ARGUMENT…]      e.g. packaging/with-postgres.sh ctest --preset headless
# The server runs as an ordinary user in a temporary directory, listens on a free port of the loopback interface and on
# a socket in that directory, and writes as durably as any other (fsync on). COMMAND finds its URL in
# ROLLOUT_TEST_POSTGRES. Inside another with-postgres.sh the command is simply run.
set -euo pipefail

fail() { echo "with-postgres: $*" >&2; exit 2; }
[ $# -gt 0 ] || fail "usage: packaging/with-postgres.sh COMMAND [ARGUMENT…]"
[ -z "${ROLLOUT_TEST_POSTGRES:-}" ] || exec "$@"

# Debian keeps the server's programs out of PATH, in a folder a version.
bin=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb || true)")
[ -x "$bin/initdb" ] || fail "there is no PostgreSQL server here; packaging/install-deps.sh installs one"

# A server refuses to run as root.
as_owner=()
if [ "$(id -u)" -eq 0 ]; then
    owner=nobody
    id postgres >/dev/null 2>&1 && owner=postgres
    as_owner=(setpriv --reuid="$owner" --regid="$(id -g "$owner")" --clear-groups env HOME=/tmp)
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/rollout-postgres.XXXXXX")
server=
command=
clean_up() {
    [ -z "$command" ] || kill "$command" 2>/dev/null || true
    if [ -n "$server" ]; then
        kill -INT "$server" 2>/dev/null || true # ends at once, connections and all
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$folder"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
[ ${#as_owner[@]} -eq 0 ] || chown "$owner" "$folder"

user=rollout
# The password is only there so that the tests use one.
password=in:the/way@
printf '%s' "$password" >"$folder/password"
[ ${#as_owner[@]} -eq 0 ] || chown "$owner" "$folder/password"
"${as_owner[@]}" "$bin/initdb" --pgdata="$folder/data" --username="$user" --pwfile="$folder/password" \
    --auth-local=trust --auth-host=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 >"$folder/initdb.log" 2>&1 ||
    { cat "$folder/initdb.log" >&2; fail "initdb failed"; }

# A port that is free now may be taken a moment later: then another is tried.
for attempt in 1 2 3 4 5; do
    port=$((20000 + (RANDOM * 7 + $$ + attempt) % 30000))
    "${as_owner[@]}" "$bin/postgres" -D "$folder/data" -c listen_addresses=127.0.0.1 -c port="$port" \
        -c unix_socket_directories="$folder" -c max_connections=100 -c log_line_prefix='%m [%p] ' \
        >"$folder/server.log" 2>&1 </dev/null &
    server=$!
    for ((i = 0; i < 300; i++)); do
        "$bin/pg_isready" -q -h "$folder" -p "$port" && break 2
        kill -0 "$server" 2>/dev/null || break
        sleep 0.1
    done
    kill -INT "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
    server=
done
[ -n "$server" ] || { cat "$folder/server.log" >&2; fail "the server did not start"; }

export ROLLOUT_TEST_POSTGRES="postgresql://$user:in%3Athe%2Fway%40@127.0.0.1:$port/postgres"
export ROLLOUT_TEST_POSTGRES_SOCKET=$folder
# In the background, so that a signal is heard at once and the server does not outlive whoever started it.
"$@" <&0 &
command=$!
status=0
wait "$command" || status=$?
command=
exit "$status"
