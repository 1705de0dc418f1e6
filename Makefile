# `make demo` and `make test` need only Python 3.11+ and make; everything else goes into .venv.
PYTHON ?= python3
BIN := .venv/bin
# Without --no-compile three quarters of the time go to compiling modules, most of which are never imported.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile
START := $(shell date +%s)
took = @echo "$(1) took $$(( $$(date +%s) - $(START) )) s"

.PHONY: help demo test check lint types imports unit format lock fit clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | sort

.venv/ready: requirements/dev.lock requirements/icu.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Tashabuk needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv
	$(INSTALL) --require-hashes -r requirements/dev.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	@$(INSTALL) --require-hashes -r requirements/icu.lock 2>/dev/null \
		|| echo "followthemoney is left out: it needs ICU's headers and a C++ compiler; its tests are skipped"
	@touch $@

demo: .venv/ready ## read our sample texts: ledger, ties, the most entangled pairs
	@$(BIN)/python examples/demo.py
	$(call took,make demo)

test: check ## everything that CI runs
	$(call took,make test)

check: lint types imports unit

lint: .venv/ready ## style, names, forgotten prints
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/ready ## mypy --strict
	$(BIN)/mypy

imports: .venv/ready ## the one direction in which data flows
	$(BIN)/lint-imports

unit: .venv/ready ## tests
	$(BIN)/pytest -q -n 2

format: .venv/ready ## write the standard layout
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: .venv/ready ## pin the newest versions that fit pyproject.toml
	$(BIN)/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --strip-extras --allow-unsafe \
		--extra dev --extra cluster --extra fit --extra web --all-build-deps -o requirements/dev.lock pyproject.toml
	$(BIN)/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --strip-extras --allow-unsafe \
		-o requirements/icu.lock requirements/icu.in

fit: .venv/ready ## fit the ranker on the gold files and write its weights
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m tashabuk.evaluate.fit

clean: ## remove what make made
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
