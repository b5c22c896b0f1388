# `make chat` and `make test` are all a newcomer needs; both install what they need, once.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
RUN := HF_HUB_OFFLINE=1
MAKEFLAGS += --jobs=2

.PHONY: chat install ingest test lint format golden fidelity lock clean

chat: install
	$(BIN)/sightline ingest --if-missing
	$(BIN)/sightline chat --port $(PORT)

install: $(VENV)/installed

ingest: install
	$(BIN)/sightline ingest

test: lint browser
	$(RUN) $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

lint: $(VENV)/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Every golden question, where `make test` asks one in four of the largest set.
golden: $(VENV)/installed-test
	$(RUN) ALL_GOLDEN=1 $(BIN)/python -m pytest tests/test_quality.py

# How much of each page of ../shared/web survives extraction, beside plain trafilatura.
fidelity: $(VENV)/installed-test
	$(RUN) $(BIN)/python -m tests.fidelity --jobs 2

format: $(VENV)/installed-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: browser
browser:
	@.ci/browser

$(VENV)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Sightline needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	touch $@

# Compiled at once, on all processors: where Python may write no bytecode, every start would compile them anew.
$(VENV)/installed: $(VENV)/python requirements.lock pyproject.toml
	@echo "Installing what Sightline needs; this takes some minutes the first time."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile -r requirements.lock || \
		{ echo "Not everything was installed: run make again, and if that fails (it was stopped midway), make clean first."; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -qq -j 0 $(VENV)/lib || true # one file of torch is for a newer Python
	touch $@

$(VENV)/installed-test: $(VENV)/installed requirements-test.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -r requirements-test.lock
	touch $@

# Writes both locks anew from pyproject.toml, in an environment of its own.
lock:
	.ci/lock $(PYTHON)

clean:
	rm -rf $(VENV) *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
