#!/usr/bin/env bash
# Builds Rollout Console and opens it on the sample fleet.
# usage: packaging/run.sh [DIRECTORY]
# Without a display it rolls the sample fleet out headless and writes the charts as PNG files into DIRECTORY
# (default: build/screenshots). A second run builds nothing and starts at once.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '== %s\n' "$*"; }

packaging/install-deps.sh
if [ ! -f build/release/build.ninja ]; then
    say "configuring into build/release"
    cmake --preset release >/dev/null
fi
say "building the console and rolloutctl (the first time takes some minutes)"
cmake --build --preset release --target rollout-console rolloutctl
console=build/release/app/console/rollout-console

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    say "opening the console on the sample fleet"
    exec "$console" --sample
fi

charts=${1:-build/screenshots}
say "no display here: rolling the sample fleet out headless"
mkdir -p "$charts"
rm -f "$charts"/*.png
QT_QPA_PLATFORM=offscreen "$console" --screenshots "$charts" </dev/null
compgen -G "$charts/*.png" >/dev/null || { echo "run.sh: the console wrote no picture into $charts" >&2; exit 1; }
say "charts written:"
ls -1 "$charts"/*.png
