#!/usr/bin/env bash
# Run the built program without a display: its self-test, and its command line.
set -euo pipefail
cd "$(dirname "$0")/.."
built=$PWD/dist/sare-desktop
assets=$built/_internal/assets
if [ "$(uname)" = Darwin ]; then
  built="$PWD/dist/SARE Desktop.app/Contents/MacOS"
  assets=$built/../Resources/assets
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/sare-installer.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"
# Nothing of this checkout or its environment is found by accident.
unset PYTHONPATH VIRTUAL_ENV
ln -s "$built/sare-desktop" sare
./sare --version
./sare inspect "$assets/demo/model"
"$built/sare-desktop" --self-test
echo "The built program works ($(du -sh "$built" | cut -f1))."
