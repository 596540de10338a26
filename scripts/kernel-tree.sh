#!/usr/bin/env bash
# Prints the folder of an unpacked Linux 6.1 for the tests, and unpacks it first if need be: the text of
# Debian's package linux-source-6.1, outside the repository, once per package version.
#
# DEADLINT_LINUX_61 names another tree; it is taken as it is.
set -euo pipefail

archive=/usr/src/linux-source-6.1.tar.xz
# The tilde is right even where HOME is not set.
home=~
tree=${XDG_CACHE_HOME:-$home/.cache}/deadlint/linux-6.1
stamp=$tree.unpacked

fail() {
  echo "kernel-tree: $*" >&2
  exit 1
}

if [[ -n ${DEADLINT_LINUX_61:-} ]]; then
  [[ -f $DEADLINT_LINUX_61/Makefile ]] || fail "DEADLINT_LINUX_61=$DEADLINT_LINUX_61 is no kernel tree"
  echo "$DEADLINT_LINUX_61"
  exit
fi

if [[ ! -f $archive ]]; then
  [[ -f $stamp ]] || fail "$archive is missing: apt-get install linux-source-6.1"
  echo "$tree"
  exit
fi

# Size and date tell one version of the package from another.
version=$(stat --format='%s %Y' "$archive")
mkdir -p "$(dirname "$tree")"
# Two test runs at once: the second waits, and finds the tree.
exec 9>"$tree.lock"
flock 9
if [[ ! -f $stamp || $(<"$stamp") != "$version" || ! -f $tree/Makefile ]]; then
  echo "kernel-tree: unpacking $archive into $tree" >&2
  unpacking=$(mktemp -d "$tree.XXXXXX")
  trap 'rm -rf "$unpacking"' EXIT
  tar --extract --xz --file="$archive" --directory="$unpacking" --strip-components=1 ||
    fail "$archive cannot be unpacked into $unpacking: is the disk full?"
  rm -rf "$stamp" "$tree"
  chmod 755 "$unpacking"
  mv "$unpacking" "$tree"
  echo "$version" >"$stamp"
fi
echo "$tree"
