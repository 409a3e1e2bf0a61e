# Every target does its own set-up: a virtual environment in .venv with the pinned dependencies.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# Tests and benchmarks run several processes; one thread each keeps them from fighting for cores.
ONE_THREAD := OMP_NUM_THREADS=1 MKL_NUM_THREADS=1
WORKERS ?= auto
# Files go out in their order: by number of tests the longest, with few of them, would come last.
SPREAD := -n $(WORKERS) --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-all bench bench-science bench-speed check-cuda \
	tune-science screenshots translations lint clean

help:  ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(READY)  ## make the virtual environment with everything pinned

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed. Name it so: make PYTHON=/path/to/python3.11 ..."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { \
	  rm -rf $(VENV); echo "The virtual environment could not be made. On Debian and Ubuntu:" \
	  "apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --disable-pip-version-check --quiet -c constraints.txt -e '.[dev]'
	@touch $(READY)

demo: $(READY)  ## the desktop where there is a display, else the whole loop in the terminal
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then screen=yes; fi; \
	if [ -n "$$screen" ] && [ -f sare_desktop/__main__.py ]; then \
	  $(BIN)/python -m sare_desktop --demo; \
	else \
	  $(BIN)/sare demo; \
	fi

test: $(READY)  ## the tests, without the slow ones
	$(ONE_THREAD) $(BIN)/python -m pytest $(SPREAD) -m "not slow"

test-all: $(READY)  ## all tests
	$(ONE_THREAD) SARE_TEST_EXAMPLES=new $(BIN)/python -m pytest $(SPREAD)

bench: $(READY)  ## base, EFUF and SARE over five seeds: means with intervals
	$(BIN)/python -m tests.benchmarks.robustness

bench-science: $(READY)  ## erasure methods, tuned alike, attacked over five seeds
	$(ONE_THREAD) $(BIN)/python -m tests.benchmarks.science --results tests/benchmarks/results

tune-science: $(READY)  ## the trials by which the methods of bench-science are tuned
	$(ONE_THREAD) $(BIN)/python -m tests.benchmarks.science --tune

bench-speed: $(READY)  ## what a SARE step costs against an EFUF step
	$(BIN)/python -m tests.benchmarks.speed

check-cuda: $(READY)  ## on an NVIDIA GPU: agreement with the CPU, and speed and memory of a 7B model
	$(BIN)/python -m tests.benchmarks.cuda

screenshots: $(READY)  ## pictures of every page in dark and light
	$(ONE_THREAD) $(BIN)/python packaging/screenshots.py

LANGUAGE ?= de
TRANSLATION := assets/translations/sare_$(LANGUAGE)
translations: $(READY)  ## gather the window's texts for LANGUAGE=code, to be translated in Qt Linguist
	@mkdir -p $(dir $(TRANSLATION))
	$(BIN)/pyside6-lupdate $$(git ls-files 'sare_desktop/*.py') -ts $(TRANSLATION).ts
	$(BIN)/pyside6-lrelease $(TRANSLATION).ts -qm $(TRANSLATION).qm

lint: $(READY)  ## style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

clean:  ## remove the virtual environment and everything that can be made again
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .hypothesis .ruff_cache .mypy_cache \
	  .import_linter_cache sare-demo-output
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
