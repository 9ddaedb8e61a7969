# What ./demo and ./check share: missing packages are installed, and steps are quiet when they work and exact when they
# fail.
# shellcheck shell=bash

unset CDPATH
top=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P) || exit 1
program=${0##*/}
logs=$top/build/log
running=

# Debian keeps servers in sbin, which is not on every user's path.
PATH=$PATH:/usr/sbin:/sbin
export LC_ALL=C.UTF-8

fail() {
    printf '%s: %s\n' "$program" "$*" >&2
    exit 1
}

# Runs a command in a process group of its own, so that stopping the script stops all that it started.
run() {
    local status=0
    set -m
    "$@" &
    running=$!
    set +m
    wait "$running" || status=$?
    running=
    return "$status"
}

stop_running() {
    [ -n "$running" ] || return 0
    kill -TERM -- "-$running" 2>/dev/null
    wait "$running" 2>/dev/null
    running=
}

interrupted() {
    trap '' INT TERM HUP
    stop_running
    printf '\n%s: stopped\n' "$program" >&2
    exit "$1"
}
trap 'interrupted 130' INT
trap 'interrupted 143' TERM
trap 'interrupted 129' HUP

logged() {
    local log=$1
    shift
    "$@" >"$log" 2>&1 </dev/null
}

# The end of a log, without the lines of tests that passed.
end_of_log() {
    grep -v -E '^ *Start +[0-9]+: | Test +#[0-9]+: .* Passed ' "$1" | tail -n 80
}

# step NAME COMMAND...: the command's output goes to a log of its own, whose end is shown when the command fails.
step() {
    local name=$1 log=$logs/$program-${1//[^A-Za-z0-9]/-}.log started=$SECONDS status=0
    shift
    mkdir -p "$logs" || fail "cannot write to $logs"
    printf '%-28s' "$name"
    run logged "$log" "$@" || status=$?
    if [ "$status" -eq 0 ]; then
        printf '%5d s\n' $((SECONDS - started))
        return 0
    fi
    printf 'FAILED\n'
    end_of_log "$log" >&2
    printf '\n%s: "%s" failed with status %d\n  command: %s\n  whole log: %s\n' \
        "$program" "$name" "$status" "$*" "$log" >&2
    exit 1
}

# missing_packages GROUP...: those of the groups in packages.txt that are not installed.
missing_packages() {
    local group wanted
    wanted=$(for group; do sed -n "s/^$group  *//p" "$top/cmake/packages.txt"; done)
    # shellcheck disable=SC2086  # one word a package
    comm -23 <(printf '%s\n' $wanted | sort -u) \
        <(dpkg-query -W -f='${db:Status-Status} ${Package}\n' $wanted 2>/dev/null |
            sed -n 's/^installed //p' | sort -u)
}

apt() {
    local as_root=()
    [ "$(id -u)" -eq 0 ] || as_root=(sudo -n)
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 \
        apt-get -q -y -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@"
}

# A source that does not answer need not be the one that is wanted, so a failed update is no reason to give up.
fetch_packages() {
    apt update || echo "apt-get update failed; going on with the package lists that are there"
    apt install --no-install-recommends "$@"
}

may_install() {
    [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }
}

install_packages() {
    local missing
    command -v dpkg-query >/dev/null || fail "this is not a Debian system; cmake/packages.txt says what is needed"
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    # shellcheck disable=SC2086  # one word a package
    set -- $missing
    may_install || fail "packages are missing; install them as root: apt-get install --no-install-recommends $*"
    step "$# packages" fetch_packages "$@"
}
