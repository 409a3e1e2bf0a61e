# Every target sets up what it needs: a virtual environment in .venv with the pinned dependencies,
# and the system libraries of Qt where a window or its tests come into it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
ANY_PYTHON = $(or $(wildcard $(BIN)/python),$(PYTHON))

# Tests and benchmarks run several processes; one thread each keeps them from fighting for cores.
ONE_THREAD := OMP_NUM_THREADS=1 MKL_NUM_THREADS=1
WORKERS ?= auto
# Files go out in their order: by number of tests the longest, with few of them, would come last.
# A worker that dies ends the run: a replacement would wait for its files without end.
SPREAD := -n $(WORKERS) --dist loadfile --no-loadscope-reorder --max-worker-restart 0
# Some tests only: make test TESTS=tests/desktop/test_theme.py
TESTS ?=

comma := ,

.DEFAULT_GOAL := help
.PHONY: help python libraries setup demo test test-all coverage bench bench-captions bench-growth \
	bench-kill bench-placebo bench-science bench-speed bench-suite bench-tune check-cuda check-bare \
	tune-science screenshots docs docs-picture wheel check-wheel installers check-installer \
	translations lint clean

help:  ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 15

python:
	@$(ANY_PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed. Name it like this: make PYTHON=/path/to/python3.11 ..."; \
	  exit 1; }

# The window needs the libraries of its display too; tests draw off screen.
WINDOW :=
libraries: python  ## check for the system libraries of Qt; as root, install what is missing
	@$(ANY_PYTHON) -I sare_desktop/system_libraries.py --install $(WINDOW)

setup: $(READY)  ## create the virtual environment with pinned versions

# Order-only: checking Python is no reason to install again.
$(READY): pyproject.toml constraints.txt | python
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { \
	  rm -rf $(VENV); echo "The virtual environment couldn't be created. On Debian and Ubuntu:" \
	  "apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --disable-pip-version-check --quiet -c constraints.txt -e '.[dev]'
	@touch $(READY)

SCREEN := $(or $(DISPLAY),$(WAYLAND_DISPLAY),$(filter Darwin,$(shell uname)))
demo: WINDOW := --window
demo: $(if $(SCREEN),libraries) $(READY)  ## the desktop if there is a display, else the whole loop in the terminal
	@$(BIN)/$(if $(SCREEN),python -m sare_desktop --demo,sare demo)

test: libraries $(READY)  ## run the tests, without the slow ones
	$(ONE_THREAD) $(BIN)/python -m pytest $(SPREAD) -m "not slow" $(TESTS)

test-all: libraries $(READY)  ## run all tests
	$(ONE_THREAD) SARE_TEST_EXAMPLES=new $(BIN)/python -m pytest $(SPREAD) $(TESTS)

coverage: libraries $(READY)  ## run the tests and report which lines they reach
	$(ONE_THREAD) $(BIN)/python -m pytest $(SPREAD) -m "not slow" --timeout 600 \
	  -p tests.qthread_coverage --cov --cov-report=term:skip-covered --cov-report=html $(TESTS)

bench: $(READY)  ## base, EFUF and SARE over five seeds: means with intervals
	$(BIN)/python -m tests.benchmarks.robustness

bench-science: $(READY)  ## erasure methods, tuned with the same effort, attacked over five seeds
	$(ONE_THREAD) $(BIN)/python -m tests.benchmarks.science --results tests/benchmarks/results

bench-suite: $(READY)  ## a whole attack suite on EFUF, SARE and the recommended form, and its time
	$(ONE_THREAD) $(BIN)/python -m tests.benchmarks.suite

bench-placebo: $(READY)  ## rules of choosing a control, beside a model that never learnt it (hours)
	$(ONE_THREAD) $(BIN)/python -m tests.benchmarks.placebo

tune-science: $(READY)  ## the trials that tune the methods of bench-science
	$(ONE_THREAD) $(BIN)/python -m tests.benchmarks.science --tune

bench-captions: $(READY)  ## import, annotate, concepts and opening of 100,000 captions (AGAINST=checkout)
	$(ONE_THREAD) $(BIN)/python -m tests.benchmarks.many_captions $(if $(AGAINST),--against $(AGAINST))

bench-growth: $(READY)  ## time and memory of 1,000 to 100,000 pictures, and how they grow (SIZES=300,1000)
	$(ONE_THREAD) $(BIN)/python -m tests.benchmarks.growth $(if $(SIZES),--sizes $(SIZES))

bench-tune: $(READY)  ## settings that `sare tune` finds on the demo against the default, on unseen seeds
	$(ONE_THREAD) $(BIN)/python -m tests.benchmarks.tuning

bench-speed: $(READY)  ## the cost of a SARE step against an EFUF step
	$(BIN)/python -m tests.benchmarks.speed

bench-kill: $(READY)  ## 50 kills at random moments of test, erasure and attack, resumed: nothing lost
	$(ONE_THREAD) $(BIN)/python -m tests.benchmarks.kill

check-cuda: $(READY)  ## on an NVIDIA GPU: agreement with the CPU, and speed and memory of a 7B model
	$(BIN)/python -m tests.benchmarks.cuda

check-bare: python  ## in a bare Debian 12: set-up, messages and a desktop test (root; minutes)
	packaging/check-bare.sh

screenshots: libraries $(READY)  ## pictures of every page in dark and light
	$(ONE_THREAD) $(BIN)/python packaging/screenshots.py

# Tools that few need are installed by the targets that use them.
docs: $(READY)  ## build the documents as a website in build/docs; broken links are errors
	$(BIN)/python -m pip install --disable-pip-version-check --quiet -c constraints.txt -e '.[docs]'
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict
	@echo "build/docs/index.html"

docs-picture: $(READY)  ## draw docs/architecture.svg from the imports in the code
	$(BIN)/python docs/architecture.py

wheel: python  ## build the wheel in dist
	rm -rf build/lib build/bdist.*
	$(ANY_PYTHON) -m pip wheel --disable-pip-version-check --quiet --no-deps -w dist .

check-wheel: wheel libraries  ## install the wheel into an empty environment, run demo and self-test
	packaging/check-wheel.sh $(PYTHON)

# The program with PyTorch for the CPU, or for NVIDIA GPUs too: make installers TORCH=cuda
TORCH ?= cpu
TORCH_INDEX ?= $(if $(filter Linux-cpu,$(shell uname)-$(TORCH)),https://download.pytorch.org/whl/cpu)
BUILD := build/installers/$(TORCH)
BUILD_PIP = $(BUILD)/bin/python -m pip install --disable-pip-version-check --quiet -c constraints.txt
installers: python  ## build the program and, on Linux, a Debian package in dist (minutes; TORCH=cuda)
	test -x $(BUILD)/bin/python || $(PYTHON) -m venv $(BUILD)
	$(BUILD_PIP) $(addprefix --extra-index-url ,$(TORCH_INDEX)) torch
	$(BUILD)/bin/python packaging/installers/flavour.py $(TORCH)
	$(BUILD_PIP) '.[installer,heic,tuning$(if $(filter cuda,$(TORCH)),$(comma)quantisation)]'
	$(BUILD)/bin/python -m PyInstaller --noconfirm --log-level WARN \
	  --workpath $(BUILD)/work --distpath dist packaging/installers/sare-desktop.spec
	$(if $(filter Linux,$(shell uname)),$(BUILD)/bin/python packaging/installers/debian_package.py)

check-installer: installers  ## build the program and run its self-test
	packaging/check-installer.sh

LANGUAGE ?= zh_CN
translations: libraries $(READY)  ## collect the texts of the code for LANGUAGE=code (zh_CN)
	PYTHONPATH=.:packaging $(BIN)/python -m translations $(LANGUAGE)

lint: $(READY)  ## check style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

clean:  ## remove the virtual environment and all other generated files
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .hypothesis .ruff_cache .mypy_cache \
	  .import_linter_cache .coverage htmlcov sare-demo-output
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
