# Needs Python 3.11 or newer (with its venv module) and make; everything else is set up here.
#   make run                     the bundled corpus      make run DOCS=folder    your own documents
#   make run PORT=8080           another port            make run PYTHON=python3.12

PYTHON ?= python3
PORT ?= 7860
DOCS ?=
SHARED ?=
BIN := .venv/bin
INDEX := $(if $(DOCS),data/index-own,data/index)
export DOCS SHARED
.DEFAULT_GOAL := help
.PHONY: help run test check bench accuracy screenshots clean

help:  ## say what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' Makefile

run: .venv/ready  ## set up, build the index, serve the page on http://127.0.0.1:7860/
	@$(BIN)/madoguchi build "$${DOCS:-corpus/documents}" --index $(INDEX)
	@$(BIN)/madoguchi serve --index $(INDEX) --port $(PORT)

test: .venv/ready-to-test  ## set up and run all tests
	$(BIN)/python -m pytest -n 3 --dist loadfile

check: .venv/ready-to-test  ## format, lint, types and all tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 3 --dist loadfile

bench: .venv/ready  ## measure the speed of building and asking on this machine
	$(BIN)/python -m eval.speed

accuracy: .venv/ready  ## measure what each part of the search is worth (SHARED=folder: more sets)
	$(BIN)/python -m eval.ablation $(if $(SHARED),--shared "$$SHARED")

screenshots: .venv/ready-to-test  ## take the pictures in docs/ again
	$(BIN)/python -m docs.screenshots

clean:  ## remove .venv and caches; indexes and feedback in data/ stay
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Each stamp is made anew only when what is installed has changed.
.venv/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 run" if sys.version_info < (3, 11) else 0)'
	@echo "Setting up .venv (a few minutes, once) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

.venv/ready-to-test: .venv/ready
	@echo "Installing what the tests need ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@
