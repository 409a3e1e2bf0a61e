#!/usr/bin/env bash
# What a newcomer sees on a bare Debian 12: Python, venv and make, and nothing else.
#
# In a chroot made by debootstrap, it checks that
#   - without root, `make test` names what is missing in one line and stops before anything else;
#   - `sare` works all the same, and the window says the same as make, without a traceback;
#   - as root, `make` installs what is missing, and tests of the desktop pass;
#   - with a display, the window asks for the libraries of X11, and the printed line suffices.
#
# Takes some minutes, most of them downloads. BARE_BASE=file.tar saves the bare system the first
# time and uses it from then on.
set -euo pipefail
cd "$(dirname "$0")/.."
CHECKOUT=$PWD
RELEASE=${RELEASE:-bookworm}
MIRROR=${MIRROR:-http://deb.debian.org/debian}
DESKTOP_TESTS=${DESKTOP_TESTS:-tests/desktop/test_app.py tests/project}
USER_ID=1000

fail() { echo "check-bare: $*" >&2; exit 1; }
[ "$(id -u)" = 0 ] || fail "this check needs root, for debootstrap and chroot."
command -v debootstrap >/dev/null || fail "install debootstrap first: apt-get install debootstrap"

WORK=$(mktemp -d "${TMPDIR:-/var/tmp}/sare-bare.XXXXXX")
ROOT=$WORK/root
OUTPUT=$WORK/output

clean_up() {
  local code=$? mount
  trap - EXIT
  trap '' INT TERM HUP  # once begun, it is finished
  # Innermost first; what cannot be unmounted is never deleted.
  for mount in $(awk -v root="$ROOT/" 'index($2, root) == 1 {print $2}' /proc/mounts | sort -r); do
    for pause in 1 3 10; do  # an interrupted process may still be ending
      ! umount "$mount" 2>/dev/null || continue 2
      sleep "$pause"
    done
    echo "check-bare: $mount is still mounted; $WORK stays." >&2
    exit 1
  done
  rm -rf --one-file-system "$WORK"
  exit "$code"
}
trap clean_up EXIT
trap 'exit 130' INT TERM HUP

step() { echo "[$((SECONDS / 60)):$(printf %02d $((SECONDS % 60)))] $*"; }

bind() {  # a folder of this machine, read-only, at the same place
  mkdir -p "$ROOT$1"
  mount --bind "$1" "$ROOT$1"
  mount -o remount,bind,ro "$ROOT$1"
}

inside() {  # as root: inside USER COMMAND...
  local who=$1
  shift
  chroot --userspec="$who:$who" "$ROOT" env -i "${ENVIRONMENT[@]}" "$@"
}

# Run a command that has to fail, and keep what it says.
refused() {
  if inside "$@" >"$OUTPUT" 2>&1; then
    cat "$OUTPUT" >&2
    fail "it should have failed: ${*:2}"
  fi
  if grep -q Traceback "$OUTPUT"; then
    cat "$OUTPUT" >&2
    fail "it ended in a traceback: ${*:2}"
  fi
}

says() {
  grep -q -- "$1" "$OUTPUT" || { cat "$OUTPUT" >&2; fail "it doesn't say: $1"; }
}

printed_line() {
  grep -oE 'apt-get update && apt-get install -y .*' "$OUTPUT" || fail "no line to run is printed."
}

step "Bare system: $RELEASE with python3, python3-venv and make"
mkdir "$ROOT"
if [ -n "${BARE_BASE:-}" ] && [ -f "$BARE_BASE" ]; then
  tar -xf "$BARE_BASE" -C "$ROOT"
else
  debootstrap --variant=minbase --include=python3,python3-venv,make \
    "$RELEASE" "$ROOT" "$MIRROR" >"$OUTPUT" 2>&1 || { tail -20 "$OUTPUT" >&2; exit 1; }
  if [ -n "${BARE_BASE:-}" ]; then tar -cf "$BARE_BASE" -C "$ROOT" .; fi
fi
mount -t proc proc "$ROOT/proc"
mount -t tmpfs -o mode=1777 shm "$ROOT/dev/shm"
echo "someone:x:$USER_ID:$USER_ID::/home/someone:/bin/bash" >>"$ROOT/etc/passwd"
echo "someone:x:$USER_ID:" >>"$ROOT/etc/group"
mkdir -p "$ROOT/home/someone/sare"

# The way to the network, to Debian's mirror and to Python packages is that of this machine.
cp -L /etc/resolv.conf /etc/hosts "$ROOT/etc/"
mkdir -p "$ROOT/etc/ssl/certs" "$ROOT/etc/xdg"
if [ -f /etc/ssl/certs/ca-certificates.crt ]; then
  cp -L /etc/ssl/certs/ca-certificates.crt "$ROOT/etc/ssl/certs/"
fi
for file in $(grep -lis '^ *Acquire::https\?::proxy' /etc/apt/apt.conf /etc/apt/apt.conf.d/*); do
  mkdir -p "$ROOT/etc/apt/apt.conf.d"
  cp "$file" "$ROOT/etc/apt/apt.conf.d/"
done
if [ -f /etc/pip.conf ]; then cp /etc/pip.conf "$ROOT/etc/"; fi
if [ -d /etc/xdg/pip ]; then cp -r /etc/xdg/pip "$ROOT/etc/xdg/"; fi
for folder in "$ROOT/root" "$ROOT/home/someone"; do
  if [ -f "$HOME/.config/pip/pip.conf" ]; then
    mkdir -p "$folder/.config/pip"
    cp "$HOME/.config/pip/pip.conf" "$folder/.config/pip/"
  fi
done
mapfile -t ENVIRONMENT < <(env | grep -iE '^(PIP_|https?_proxy=|no_proxy=|SSL_CERT_FILE=)' || true)
ENVIRONMENT+=(PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8)
# Wheels that lie on this machine's disk.
for folder in $( { printf '%s\n' "${ENVIRONMENT[@]}" | grep '^PIP_' || true
                   cat "$HOME/.config/pip/pip.conf" /etc/pip.conf 2>/dev/null || true
                 } | grep -oE '/[A-Za-z0-9._/-]+' | sed 's|^/*|/|' | sort -u); do
  case $folder in /etc/* | /usr/* | /root/* | /home/* | /tmp/*) continue ;; esac
  if [ -d "$folder" ]; then
    # An index refers to files beside it.
    if [ "$(basename "$folder")" = simple ]; then folder=$(dirname "$folder"); fi
    bind "$folder"
  fi
done

git -C "$CHECKOUT" ls-files -co --exclude-standard -z |
  tar -C "$CHECKOUT" --null --ignore-failed-read -T - -cf - 2>/dev/null |
  tar -xf - -C "$ROOT/home/someone/sare"
chown -R "$USER_ID:$USER_ID" "$ROOT/home/someone"
packages_before=$(inside 0 dpkg-query -f '.\n' -W | wc -l)

BIN=/home/someone/sare/.venv/bin
user() { inside "$USER_ID" HOME=/home/someone "$@"; }
make_there() { echo make -C /home/someone/sare --no-print-directory; }

step "Without root: make test stops before anything else and says what to run"
refused "$USER_ID" HOME=/home/someone $(make_there) test
says libGL.so.1
says libglib-2.0.so.0
line=$(printed_line)
[ ! -e "$ROOT/home/someone/sare/.venv" ] || fail "make test made .venv before it looked."
cat "$OUTPUT"

step "Without root: sare needs none of them"
user $(make_there) setup
user $BIN/sare --version
user $BIN/sare inspect /home/someone/sare/assets/demo/model >"$OUTPUT"

step "Without root: the window says the same"
refused "$USER_ID" HOME=/home/someone QT_QPA_PLATFORM=offscreen $BIN/sare-desktop --demo
says "apt-get install"
refused "$USER_ID" HOME=/home/someone $BIN/python -m sare_desktop --demo
[ "$(printed_line)" = "$line" ] || fail "the window and make ask for different packages."

step "As root: make installs them and says so"
inside 0 HOME=/root $(make_there) libraries | tee "$OUTPUT"
says "Installing system libraries"
user $(make_there) libraries

step "Without root: tests of the desktop, off screen"
user $(make_there) test TESTS="$DESKTOP_TESTS" WORKERS=2

step "A window needs a display, and says so"
refused "$USER_ID" HOME=/home/someone $BIN/sare-desktop --demo
says "no display"

step "With a display: the libraries of X11 are asked for, and the printed line suffices"
refused "$USER_ID" HOME=/home/someone DISPLAY=:0 $(make_there) demo
says libxcb-cursor.so.0
refused "$USER_ID" HOME=/home/someone DISPLAY=:0 $BIN/sare-desktop --demo
line=$(printed_line)
echo "  $line"
inside 0 DEBIAN_FRONTEND=noninteractive sh -c "$line" >"$OUTPUT" 2>&1 ||
  { tail -20 "$OUTPUT" >&2; fail "the printed line failed."; }
user DISPLAY=:0 $(make_there) libraries WINDOW=--window
user $BIN/python -c '
import ctypes, pathlib, PySide6
for plugin in ("libqxcb.so", "libqoffscreen.so"):
    path = pathlib.Path(PySide6.__file__).parent / "Qt/plugins/platforms" / plugin
    ctypes.CDLL(str(path))
    print(f"  {plugin} loads")
'

packages_after=$(inside 0 dpkg-query -f '.\n' -W | wc -l)
step "Passed. System packages: $packages_before before, $packages_after after."
