#!/usr/bin/env bash
# Install the wheel in dist into an empty environment, far from the checkout, and use it.
#   packaging/check-wheel.sh [PYTHON]
set -euo pipefail
cd "$(dirname "$0")/.."
CHECKOUT=$PWD
PYTHON=${1:-python3}
work=$(mktemp -d "${TMPDIR:-/tmp}/sare-wheel.XXXXXX")
trap 'rm -rf "$work"' EXIT
wheel=$(ls -t dist/sare_desktop-*.whl | head -1)
"$PYTHON" -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --disable-pip-version-check --quiet \
  -c constraints.txt "$CHECKOUT/$wheel"
cd "$work"
unset PYTHONPATH
"$work/venv/bin/sare" --version
"$work/venv/bin/sare" demo --out "$work/demo"
"$work/venv/bin/sare-desktop" --self-test
echo "$wheel works in an empty environment ($(du -sh "$work/venv" | cut -f1) installed)."
