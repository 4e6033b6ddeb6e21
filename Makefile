# The newcomer's commands: `make run` and `make test`. Everything lives in .venv; nothing outside it is touched.
PYTHON ?= python3
BIN := .venv/bin
SETS ?=

.PHONY: run setup setup-dev test check lint types eval bench bench-reading clean

run: setup
	@$(BIN)/lotse run

setup: .venv/.ready

.venv/.ready: requirements.txt pyproject.toml
	@test -d .venv || $(PYTHON) -m venv .venv
	@echo "Pakete werden eingerichtet (beim ersten Mal einige Minuten) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

setup-dev: .venv/.ready-dev

.venv/.ready-dev: requirements-dev.txt .venv/.ready
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

test: setup-dev
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup-dev
	$(BIN)/mypy

check: lint types test

eval: setup-dev
	$(BIN)/python tests/evaluation/run.py $(SETS) $(EVAL_FLAGS)

bench: setup-dev
	$(BIN)/python tests/evaluation/bench.py

bench-reading: setup-dev
	PYTHONPATH=tests $(BIN)/python tests/ingest/bench_reading.py --formats
	PYTHONPATH=tests $(BIN)/python tests/ingest/bench_reading.py

clean:
	rm -rf .venv build *.egg-info
