# Tumbaga. `make help` lists what there is.
PORT ?= 8000
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)
BIN := .venv/bin
JOBS ?= $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)

.DEFAULT_GOAL := help
.PHONY: help demo test soak lint types format bench bench-search bench-out bench-harvest relevance check-python clean

help:  ## lists the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: check-port .venv/demo  ## sets up everything and serves the catalogue with the Cali plan (PORT=8000)
	@$(BIN)/tumbaga demo --port $(PORT)

test: .venv/dev  ## sets up everything and runs the tests that this machine allows
	@$(BIN)/pytest -q -n $(JOBS) --dist loadfile

SOAK_RECORDS ?= 1000000
soak: .venv/dev  ## the long runs by hand: a hundred kills, 6,023 real titles, forty times the examples, a million records
	@$(BIN)/pytest -q -m soak -p no:cacheprovider
	@TUMBAGA_TEST_SOAK=1 $(BIN)/pytest -q -n $(JOBS) tests/conformance tests/roundtrips
	@$(BIN)/python benchmarks/run.py --only search --records $(SOAK_RECORDS)

lint: .venv/dev  ## checks style
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: .venv/dev  ## checks types
	@mkdir -p .types && ln -sfn .. .types/tumbaga
	@MYPYPATH=.types $(BIN)/mypy -p tumbaga.records -p tumbaga.schemas -p tumbaga.catalog \
		-p tumbaga.harvesters -p tumbaga.exporters -p tumbaga.web

format: .venv/dev  ## writes the style
	@$(BIN)/ruff check --fix -q . ; $(BIN)/ruff format .

bench: .venv/dev  ## measures speed and memory with 10,000 records
	@$(BIN)/python benchmarks/run.py

RECORDS ?= 10000
PATIENCE ?= 900
bench-search: .venv/dev  ## measures search alone, every engine (RECORDS="10000 100000" PATIENCE=3000, seconds of CPU an index may take)
	@$(BIN)/python benchmarks/run.py --only search --records $(RECORDS) --patience $(PATIENCE)

WALK ?= 0
bench-out: .venv/dev  ## measures all that leaves, on kept worlds (RECORDS="10000 100000", WALK=20000 cuts the walks)
	@$(BIN)/python benchmarks/run.py --only out --records $(RECORDS) --walk $(WALK)

bench-harvest: .venv/dev  ## measures harvests by every protocol, and 100,000 unchanged (ten minutes)
	@$(BIN)/python benchmarks/run.py --only harvest

relevance: .venv/dev  ## measures how well Spanish questions are answered
	@$(BIN)/python -W ignore tests/relevance/report.py --worst 20

clean:  ## removes the environment and the demonstration
	rm -rf .venv .types .demo

check-python:
	@test -n "$(PYTHON)" || { echo "Falta Python 3.11 o más nuevo. En Debian o Ubuntu: apt install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Falta el módulo venv de Python. En Debian o Ubuntu: apt install python3-venv"; exit 1; }

check-port: check-python
	@$(PYTHON) -c 'import socket, sys; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("127.0.0.1", int(sys.argv[1])))' $(PORT) 2>/dev/null \
		|| { echo "El puerto $(PORT) está en uso o no sirve. Elija otro: make demo PORT=8001"; exit 1; }
.PHONY: check-port

.venv/bin/python: | check-python
	@echo "Creando el entorno en .venv…"
	@$(PYTHON) -m venv .venv

.venv/demo: .venv/bin/python setup.cfg
	@echo "Instalando Tumbaga…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[charts]"
	@touch $@

.venv/dev: .venv/bin/python setup.cfg
	@echo "Instalando Tumbaga y las herramientas de prueba…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev,postgresql,redis,charts]"
	@touch $@ .venv/demo
