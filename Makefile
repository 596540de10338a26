# deadlint: build, run, test. Each target installs what it misses (see scripts/setup.sh).

SWIFT ?= swift
SWIFT_SOURCES := Sources Tests Package.swift scripts/check-edges.swift scripts/mutants
BINARY := .build/release/deadlint

.PHONY: all build run test bench lint format clean setup setup-test

all: build

build: setup
	$(SWIFT) build -c release --product deadlint

# The corpus is full of deadlocks, so exit code 1, "findings", is the good end. Then the models' verdicts.
run: build
	@$(BINARY) scan Corpus; status=$$?; \
	if [ $$status -ne 1 ]; then \
	  echo "make run: expected findings (exit code 1), got exit code $$status" >&2; exit 1; \
	fi
	@echo; $(BINARY) model check --switches

test: setup-test lint
	DEADLINT_LINUX_61="$$(scripts/kernel-tree.sh)" $(SWIFT) test

# What a scan costs beside the compiler's syntax check and sparse. A whole kernel takes half an hour on two cores;
# ONLY="block" measures a part of it. BUILD is a configured build folder of TREE, outside of it.
bench: build
	@test -n "$(TREE)" && test -n "$(BUILD)" || { \
	  echo 'make bench: name a tree and a configured build folder: make bench TREE=linux BUILD=../build' >&2; exit 2; }
	Benchmarks/scan.py $(TREE) $(BUILD) --growth $(foreach path,$(ONLY),--only $(path))

# Style, and that no target imports another that it should not know.
lint:
	$(SWIFT) format lint --strict --parallel --recursive $(SWIFT_SOURCES)
	$(SWIFT) package dump-package | $(SWIFT) scripts/check-edges.swift scripts/allowed-edges.txt Sources

format:
	$(SWIFT) format --in-place --parallel --recursive $(SWIFT_SOURCES)

clean:
	$(SWIFT) package clean

setup:
	@scripts/setup.sh build

setup-test:
	@scripts/setup.sh test
