#!/usr/bin/env bash
# Builds everything with warnings as errors and runs every test, those of the window offscreen, those of the store on
# SQLite and on a PostgreSQL that is started for them.
# usage: packaging/test.sh [CTEST-ARGUMENT…]      e.g. packaging/test.sh -R step
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '== %s\n' "$*"; }

packaging/install-deps.sh --test
if [ ! -f build/dev/build.ninja ]; then
    say "configuring into build/dev"
    cmake --preset dev >/dev/null
fi
say "building"
cmake --build --preset dev
say "testing"
exec packaging/with-postgres.sh ctest --preset dev --no-tests=error -j "$(nproc)" "$@" </dev/null
