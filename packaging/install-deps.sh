#!/usr/bin/env bash
# Installs whatever Debian 12 or Ubuntu 24.04 lacks to build, run and test Rollout Console.
# usage: packaging/install-deps.sh [--test|--lint]      (--test: also what single tests skip without;
# --lint: and what .ci/run needs beyond that)
# Does nothing, and needs neither network nor root, when everything is there.
set -euo pipefail

# One entry a line; a|b|c means the first of these that this system knows (names differ between releases).
build_packages=(
    ca-certificates # nothing of ours, but apt mirrors behind https need it
    cmake ninja-build g++ ccache
    qt6-base-dev
    "libqt6charts6-dev|qt6-charts-dev"
    libqt6opengl6-dev # the CMake files of Charts ask for it
    "qt6-svg-dev|libqt6svg6-dev"
    qtkeychain-qt6-dev # passwords of stores in the desktop's key ring
    libqt6sql6-sqlite libqt6sql6-psql
    libexpected-dev libboost-dev librandom123-dev
    libsimdjson-dev libcsv-dev libyaml-cpp-dev
    libspdlog-dev
    libcli11-dev libsqlite3-dev libpq-dev
    librapidcheck-dev
    postgresql # a server of their own for the tests, see with-postgres.sh
)
run_packages=(
    fonts-dejavu-core # offscreen and minimal systems have no font otherwise
)
test_packages=(
    gnome-keyring dbus libsecret-tools # a key ring for a test to try
)
lint_packages=(clang clang-tidy clazy)

say() { printf '== %s\n' "$*"; }
is_installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }
is_known() { apt-cache show --no-all-versions "$1" >/dev/null 2>&1; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    elif command -v sudo >/dev/null; then
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    else
        echo "install-deps: root is needed to install packages, and there is no sudo; as root, run: $*" >&2
        exit 2
    fi
}

# Whether one of the alternatives of an entry is installed.
is_satisfied() {
    local name
    for name in ${1//|/ }; do
        is_installed "$name" && return 0
    done
    return 1
}

# The first alternative that apt knows.
pick() {
    local name
    for name in ${1//|/ }; do
        is_known "$name" && { echo "$name"; return 0; }
    done
    echo "install-deps: apt knows none of: ${1//|/, } (supported: Debian 12, Ubuntu 24.04 with universe)" >&2
    return 1
}

wanted=("${build_packages[@]}" "${run_packages[@]}")
case "${1:-}" in
    "") ;;
    --test) wanted+=("${test_packages[@]}") ;;
    --lint) wanted+=("${test_packages[@]}" "${lint_packages[@]}") ;;
    *) echo "usage: packaging/install-deps.sh [--test|--lint]" >&2; exit 2 ;;
esac

if ! command -v dpkg-query >/dev/null; then
    echo "install-deps: no dpkg here; install the packages named in packaging/install-deps.sh by other means" >&2
    exit 0
fi

missing=()
for entry in "${wanted[@]}"; do
    is_satisfied "$entry" || missing+=("$entry")
done
[ ${#missing[@]} -eq 0 ] && exit 0

say "${#missing[@]} packages are missing; reading the package lists"
as_root apt-get update -qq
names=()
for entry in "${missing[@]}"; do
    names+=("$(pick "$entry")")
done
# Debian's server comes with a database that it starts at once; nobody asked for that one.
if [[ " ${names[*]} " == *" postgresql "* ]] && ! is_installed postgresql-common; then
    as_root apt-get install -y -qq --no-install-recommends postgresql-common >/dev/null </dev/null
    as_root sed -i 's/^#* *create_main_cluster *=.*/create_main_cluster = false/' \
        /etc/postgresql-common/createcluster.conf
fi
say "installing: ${names[*]}"
as_root apt-get install -y -qq --no-install-recommends "${names[@]}" >/dev/null </dev/null
say "packages are installed"
