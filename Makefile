# Everything that Pincite needs is installed into .venv, once: again only when pyproject.toml or constraints.txt change.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
DEMO_SERVE ?= 1
DEMO_PORT ?= 8000
TORTURE ?= ../shared/pdfs

MARKED ?=

.PHONY: constraints help demo test test-quick e2e lint format evals bench torture samples clean

help:
	@echo "make demo        read the sample literature, ask it two questions, serve the page (DEMO_SERVE=0 stops before)"
	@echo "make test        style, types and every test"
	@echo "make test-quick  the tests that take under 30 seconds together"
	@echo "make e2e         the tests that drive a real browser, with what they need: chromium, and axe-core from npm"
	@echo "make evals       how good the answers are"
	@echo "make bench       how fast it is"
	@echo "make torture     broken and odd PDFs, in the folder TORTURE (../shared/pdfs)"
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

bench: $(VENV)/.development
	@$(BIN)/python -m evals speed

torture: $(VENV)/.development
	@if [ -d "$(firstword $(TORTURE))" ]; then $(BIN)/python -m evals torture $(TORTURE); \
	else echo "Skipped: there is no folder $(firstword $(TORTURE)); name one that holds PDFs: make torture TORTURE=FOLDER"; fi

samples: $(VENV)/.development
	@$(BIN)/python -m corpus.samples.typeset

clean:
	rm -rf $(VENV) var build *.egg-info

$(VENV)/.made:
	@echo "Making a virtual environment in $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Pincite needs Python 3.11 or newer, and found " + sys.version.split()[0])'
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.pincite: pyproject.toml constraints.txt | $(VENV)/.made
	@echo "Installing Pincite and what it needs into $(VENV) (a few minutes, the first time)"
	@$(PIP) --editable .
	@touch $@

$(VENV)/.development: $(VENV)/.pincite
	@echo "Installing what the tests need"
	@$(PIP) --editable '.[dev]'
	@touch $@

constraints: $(VENV)/.development
	@$(BIN)/python -m pip freeze --disable-pip-version-check --exclude-editable | sed 's/+cpu$$//' | sort -f > constraints.txt
