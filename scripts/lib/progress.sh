# Sourced by the scripts: where the repository is, and how they speak.
# Sets ROOT (the repository's folder) and puts the pinned Node first in PATH; MACHINE_PATH is the
# PATH without it.
# shellcheck shell=bash

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
MACHINE_PATH=$PATH:/usr/sbin:/sbin
export PATH="$ROOT/node_modules/.bin:$MACHINE_PATH"

# say MESSAGE...: one line of progress on standard error.
say() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
}

# fail MESSAGE...: says what is wrong and ends the script with exit code 1.
fail() {
  say "$*"
  exit 1
}

# as_root WHAT: ends the script unless it runs as root.
as_root() {
  [ "$(id -u)" = 0 ] || fail "$1 needs root"
}

# usage: prints the comment block at the top of the running script.
usage() {
  sed -n '2,/^[^#]/{s/^# \{0,1\}//p}' "$0"
}
