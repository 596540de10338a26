#!/usr/bin/env bash
# Installs what building (or testing) deadlint needs and is not there. Usage: setup.sh build|test
#
# Does nothing, and needs no rights, if all is there. Everything that cannot be mended ends in one line.
set -euo pipefail

purpose=${1:-build}
minimum_swift=6.2
minimum_libclang=17

fail() {
  echo "setup: $*" >&2
  exit 1
}

# Prints the newest libclang installed in Debian's places that is new enough, or nothing.
installed_libclang() {
  local version
  for version in $(seq 40 -1 "$minimum_libclang"); do
    local prefix=/usr/lib/llvm-$version
    if [[ -f $prefix/include/clang-c/Index.h && -e $prefix/lib/libclang.so ]]; then
      echo "$prefix"
      return
    fi
  done
}

check_swift() {
  command -v swift >/dev/null ||
    fail "swift is missing: install Swift $minimum_swift or later from https://www.swift.org/install/linux/"
  local version
  version=$(swift --version 2>/dev/null | grep -oE 'Swift version [0-9.]+' | grep -oE '[0-9.]+' | head -n 1 || true)
  [[ -n $version ]] || fail "swift --version says nothing that names a version"
  [[ $(printf '%s\n' "$minimum_swift" "$version" | sort -V | head -n 1) == "$minimum_swift" ]] ||
    fail "Swift $version is too old: install $minimum_swift or later from https://www.swift.org/install/linux/"
}

check_libclang() {
  if [[ -n ${LLVM_PREFIX:-} ]]; then
    [[ -f $LLVM_PREFIX/include/clang-c/Index.h && -e $LLVM_PREFIX/lib/libclang.so ]] ||
      fail "LLVM_PREFIX=$LLVM_PREFIX has no include/clang-c/Index.h and lib/libclang.so"
  elif [[ -z $(installed_libclang) ]]; then
    fail "libclang $minimum_libclang or later is missing: apt-get install libclang-19-dev, or set LLVM_PREFIX"
  fi
}

is_installed() {
  [[ $(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

# Runs a command as root, by sudo if need be; never asks for a password.
as_root() {
  if [[ $(id -u) -eq 0 ]]; then "$@"; else sudo -n "$@"; fi
}

install_missing() {
  # The cache of extracted units.
  local wanted=(libsqlite3-dev) missing=() package
  if [[ -z ${LLVM_PREFIX:-} && -z $(installed_libclang) ]]; then wanted+=(libclang-19-dev); fi
  if [[ $purpose == test ]]; then
    # A kernel tree, what configures it, Spin for the models' second opinion, dot for drawings.
    wanted+=(linux-source-6.1 xz-utils gcc make flex bison bc libelf-dev libssl-dev spin graphviz)
    # Runs the plans of a scan.
    wanted+=(ninja-build)
    # A validator for our JSON schemas; a browser for the HTML report; what holds tools from PyPI.
    wanted+=(python3-jsonschema chromium fonts-dejavu-core git python3-venv)
  fi
  command -v dpkg-query >/dev/null || return 0
  for package in "${wanted[@]}"; do
    is_installed "$package" || missing+=("$package")
  done
  [[ ${#missing[@]} -gt 0 ]] || return 0

  if [[ $(id -u) -ne 0 ]] && ! sudo -n true 2>/dev/null; then
    fail "needs root or sudo without a password to run: apt-get install ${missing[*]}"
  fi
  echo "setup: installing ${missing[*]}" >&2
  export DEBIAN_FRONTEND=noninteractive
  as_root apt-get update -qq >&2 || fail "apt-get update failed: is there a network?"
  # A release without a package of that name says so here, by name.
  as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
    fail "apt-get install ${missing[*]} failed"
}

# Tools from PyPI, in a folder that is made anew when the list of them changes.
install_test_tools() {
  local list folder=${XDG_CACHE_HOME:-$HOME/.cache}/deadlint/test-tools
  list=$(dirname "$0")/test-tools.txt
  if cmp --silent "$list" "$folder/test-tools.txt"; then return 0; fi
  echo "setup: installing the tools of scripts/test-tools.txt" >&2
  rm -rf "$folder"
  /usr/bin/python3 -m venv "$folder" || fail "$folder: no virtual environment can be made there"
  "$folder/bin/pip" install --quiet --disable-pip-version-check --requirement "$list" >&2 ||
    fail "pip install of scripts/test-tools.txt failed: is PyPI reachable?"
  cp "$list" "$folder/test-tools.txt"
}

case $purpose in
  build | test) ;;
  *) fail "usage: setup.sh build|test" ;;
esac
check_swift
install_missing
check_libclang
if [[ $purpose == test ]]; then install_test_tools; fi
