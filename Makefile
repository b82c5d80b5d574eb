# Everything that Pincite needs is installed into .venv, once: again only when pyproject.toml or the lock change.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps
# What the lock names, each file by its digest, and wheels alone: nothing of a stranger's is run while installing.
LOCKED := $(PIP) --require-hashes --only-binary :all:
DEMO_SERVE ?= 1
DEMO_PORT ?= 8000
TORTURE ?= ../shared/pdfs
ROUNDS ?= 200
MINUTES ?= 10
BENCH ?=
LOAD ?=
MARKED ?=
RENEW ?=
SBOM ?= var/pincite.cdx.json

# PyTorch as built for the CPU is taken where pip finds it. Its build for CUDA, which Python's index serves for Linux, loads
# libraries that the other has no need of.
CUDA_BUILD := 'import sys; from importlib.metadata import requires; \
sys.exit(not any(need.startswith("nvidia-") for need in requires("torch") or ()))'

.PHONY: help demo test test-quick e2e lint format evals bench torture crash fuzz load samples audit sbom licences constraints clean

help:
	@echo "make demo        read the sample literature, ask it two questions, serve the page (DEMO_SERVE=0 stops before)"
	@echo "make test        style, types and every test"
	@echo "make test-quick  the tests that take under 30 seconds together"
	@echo "make e2e         the tests that drive a real browser, with what they need: chromium, and axe-core from npm"
	@echo "make evals       how good the answers are"
	@echo "make bench       how fast it is, beside plain libraries (BENCH='--json FILE' and what else \`python -m evals speed\` takes)"
	@echo "make torture     broken and odd PDFs, in the folder TORTURE (../shared/pdfs), and files made to harm (a quarter of an hour)"
	@echo "make fuzz        files that are nearly in order, for MINUTES (10)"
	@echo "make crash       processes killed at random moments, in ROUNDS (200)"
	@echo "make load        many readers at once while documents are added (LOAD='--readers 50')"
	@echo "make audit       licences, models and what is installed against the lock; known weaknesses where they can be looked up"
	@echo "make sbom        the bill of materials, as CycloneDX in SBOM (var/pincite.cdx.json)"
	@echo "make constraints the lock and docs/licences.md anew, from pyproject.toml (RENEW=1 takes the newest versions)"
	@echo "make samples     typeset the sample literature again"

demo: $(VENV)/.pincite
	@$(BIN)/pincite demo --library var/demo --port $(DEMO_PORT) $(if $(filter 0,$(DEMO_SERVE)),--no-serve)

test: lint
	@echo "Running every test$(if $(MARKED), that is marked: $(MARKED))"
	@$(BIN)/pytest -n 2 --dist loadfile --quiet $(if $(MARKED),-m "$(MARKED)")

test-quick: $(VENV)/.development
	@$(BIN)/pytest -n 2 --dist worksteal --quiet -m "not slow and not browser"

e2e: $(VENV)/.development
	@tests/service/web/e2e/install
	@echo "Running the tests that drive a browser"
	@$(BIN)/pytest -n 2 --dist loadfile --quiet -m browser

lint: $(VENV)/.development
	@echo "Checking style and types"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy --no-error-summary

format: $(VENV)/.development
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .

evals: $(VENV)/.development
	@$(BIN)/python -m evals answers

bench: $(VENV)/.bench
	@$(BIN)/python -m evals speed $(BENCH)

torture: $(VENV)/.development
	@if [ -d "$(firstword $(TORTURE))" ]; then $(BIN)/python -m evals torture $(TORTURE); \
	else echo "Skipped: there is no folder $(firstword $(TORTURE)); name one that holds PDFs: make torture TORTURE=FOLDER"; fi
	@$(BIN)/python -m evals torture --bombs

fuzz: $(VENV)/.development
	@$(BIN)/python -m evals fuzz --minutes $(MINUTES) $(wildcard $(firstword $(TORTURE)))

crash: $(VENV)/.development
	@$(BIN)/python -m evals crash --rounds $(ROUNDS)

load: $(VENV)/.development
	@$(BIN)/python -m evals load $(LOAD)

samples: $(VENV)/.development
	@$(BIN)/python -m corpus.samples.typeset

clean:
	rm -rf $(VENV) var build *.egg-info

$(VENV)/.made:
	@echo "Making a virtual environment in $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Pincite needs Python 3.11 or newer, and found " + sys.version.split()[0])'
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.pincite: pyproject.toml locks/cpu.txt locks/run.txt locks/cuda.txt | $(VENV)/.made
	@echo "Installing Pincite and what it needs into $(VENV) (a few minutes, the first time)"
	@$(LOCKED) --requirement locks/cpu.txt 2>/dev/null || true
	@$(LOCKED) --requirement locks/run.txt
	@if $(BIN)/python -c $(CUDA_BUILD); then $(LOCKED) --requirement locks/cuda.txt; fi
	@$(PIP) --no-build-isolation --editable .
	@touch $@

$(VENV)/.development: $(VENV)/.pincite locks/ocr.txt locks/dev.txt
	@echo "Installing what the tests need"
	@$(LOCKED) --requirement locks/ocr.txt --requirement locks/dev.txt
	@touch $@

$(VENV)/.bench: $(VENV)/.development locks/bench.txt
	@echo "Installing the baselines"
	@$(LOCKED) --requirement locks/bench.txt
	@touch $@

# What is newly locked is installed before its licence can be asked for.
constraints: $(VENV)/.development
	@$(BIN)/python -m evals.supply lock $(if $(RENEW),--renew)
	@$(MAKE) --no-print-directory licences

licences: $(VENV)/.development
	@$(BIN)/python -m evals.supply licences

sbom: $(VENV)/.development
	@$(BIN)/python -m evals.supply sbom $(SBOM)

audit: $(VENV)/.development
	@$(BIN)/python -m evals.supply audit
