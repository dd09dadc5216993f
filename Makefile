# Kado: two commands matter: `make run` (the main job on this machine) and `make test`.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export UV_PYTHON_DOWNLOADS := never
export KADO_HOME ?= $(CURDIR)/var
KADO_REAL_DATA ?= $(wildcard ../shared/data)
export KADO_REAL_DATA
DATA ?=
PORT ?= 8210

.PHONY: help setup setup-dev run test check bench lock train clean

help:
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(BIN)/python:
	$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing: on Debian and Ubuntu run 'apt-get install python3-venv'"; exit 1; }

$(VENV)/.run: requirements.lock pyproject.toml collector/pyproject.toml | $(BIN)/python
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . -e collector
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml collector/pyproject.toml | $(BIN)/python
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements-dev.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . -e collector
	@touch $(VENV)/.run $@

$(VENV)/.bench: requirements-bench.lock $(VENV)/.dev
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements-bench.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . -e collector
	@touch $(VENV)/.run $(VENV)/.dev $@

setup: $(VENV)/.run ## put kado and kado-collector into .venv/bin

setup-dev: $(VENV)/.dev ## the same with the tools for development

run: setup ## the main job on this machine, served on loopback (DATA=path imports recorded data)
	@$(BIN)/kado up --port $(PORT) $(if $(DATA),--data "$(DATA)")

test: setup-dev ## everything: checks, unit, end to end, browser, SQLite and PostgreSQL
	@bash tests/run.sh

check: setup-dev ## format, lint, types, imports, house rules: under a minute
	@bash tests/check.sh

bench: $(VENV)/.bench ## every benchmark, ratios against named peers (real data through KADO_REAL_DATA)
	@bash benchmarks/run.sh

train: $(VENV)/.bench ## train the hard-disk failure model anew (needs recorded drives in KADO_REAL_DATA)
	$(BIN)/python -m tools.train_device_risk

lock: | $(BIN)/python ## make the lock files anew from requirements*.in
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet uv
	@for name in requirements requirements-cluster requirements-dev requirements-bench; do \
	  $(BIN)/uv pip compile --quiet --generate-hashes --no-annotate --no-header --no-emit-index-url \
	    --no-emit-find-links --universal --python-version 3.11 $$name.in -o $$name.lock; done

clean: ## remove the environment and this checkout's data
	rm -rf $(VENV) var artefacts .cache
