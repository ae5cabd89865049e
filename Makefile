# Shortcuts over the CMake presets. `make help` lists them.

PRESET ?= release
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
PREFIX ?= /usr/local
COUNT ?= 200000
SECONDS_EACH ?= 60

BUILD := build/$(PRESET)
DETENTE := $(BUILD)/apps/cli/detente
PYTHON := python3

.DEFAULT_GOAL := build
.PHONY: build demo test setup-tests install asan tsan tidy format format-check layers bench oracle fuzz setup \
        clean help

## build: configure and build (PRESET=release, JOBS=all processors)
build: $(BUILD)/build.ninja
	@cmake --build $(BUILD) -j $(JOBS)

# After the first time Ninja itself runs CMake again when a CMake file changed.
build/%/build.ninja: CMakePresets.json
	cmake --preset $*

## setup: install the packages that are missing, or say which
setup:
	@tools/setup.sh

# also what the tests of the workbench's page need, where it can be had
setup-tests:
	@tools/setup.sh tests

## demo: set up, build, answer the founding case and write its report
demo: setup
	@$(MAKE) --no-print-directory build
	@$(DETENTE) ask kurils
	@$(DETENTE) report kurils -o $(BUILD)/kurils.html --force 2>/dev/null
	@echo
	@echo "The same as a page with pictures: $(BUILD)/kurils.html"

## test: set up, build, and run every test
test: setup-tests
	@$(MAKE) --no-print-directory build
	@ctest --preset $(PRESET) -j $(JOBS)

## install: install under PREFIX=/usr/local (DESTDIR is honoured)
install:
	@cmake --preset $(PRESET) -DCMAKE_INSTALL_PREFIX=$(abspath $(PREFIX))
	@cmake --build $(BUILD) -j $(JOBS)
	@cmake --install $(BUILD)

## asan: every test under the address and undefined behaviour sanitizers
asan:
	@$(MAKE) --no-print-directory build PRESET=asan-ubsan
	@ctest --preset asan-ubsan -j $(JOBS)

## tsan: every test under the thread sanitizer
# Address space randomisation is turned off where that is possible: some kernels use more of it than
# the sanitizer can place its shadow memory in.
tsan:
	@$(MAKE) --no-print-directory build PRESET=tsan
	@if setarch -R true 2>/dev/null; then setarch -R ctest --preset tsan -j $(JOBS); \
	 else ctest --preset tsan -j $(JOBS); fi

## tidy: clang-tidy over our sources, warnings are errors
tidy: $(BUILD)/build.ninja
	@$(PYTHON) tools/tidy.py $(BUILD) $(JOBS)

## format: rewrite our C++ sources in our format
format:
	@tools/format.sh

## format-check: fail if a source is not in our format
format-check:
	@tools/format.sh --check

## layers: check that nothing includes upwards
layers:
	@$(PYTHON) tools/check_layers.py

## bench: print the benchmark table
bench: build
	@$(DETENTE) bench

## oracle: compare the engine with the slow definitions on COUNT random disputes
oracle: build
	@$(PYTHON) tests/oracle/run.py --detente $(DETENTE) --source-dir . --count $(COUNT)
	@$(PYTHON) tests/stability/run.py --detente $(DETENTE) --source-dir . --count $(COUNT)
	@$(PYTHON) tests/bargaining/run.py --detente $(DETENTE) --source-dir . --count $(COUNT)
	@$(PYTHON) tests/conditions/run.py --detente $(DETENTE) --source-dir . --count $(COUNT)
	@$(PYTHON) tests/graph/run.py --detente $(DETENTE) --source-dir . --count $(COUNT)
	@$(PYTHON) tests/measures/run.py --detente $(DETENTE) --source-dir . --count $(COUNT)

## fuzz: run every fuzz target for SECONDS_EACH=60
fuzz:
	@$(MAKE) --no-print-directory build PRESET=fuzz
	@tools/fuzz.sh build/fuzz/fuzz $(SECONDS_EACH)

## clean: remove everything that was built
clean:
	@rm -rf build

## help: this list
help:
	@sed -n 's/^## \([a-z-]*\): /\1\t/p' $(MAKEFILE_LIST) | expand -t 16
