# make demo        the main job on an example installation; ONCE=1 stops after one packet
# make test        the whole test suite; ARGS="-k name" chooses
# make lint        style and types
# make bench       what a packet costs, measured on this machine
# make messages    take new and changed texts into the catalogs of all languages
# make docs        draw docs/architecture.svg and write the generated parts of the documents anew
# make screenshots take the pictures of the page in docs/screenshots anew
# make lock        write requirements/*.txt anew from pyproject.toml; UPGRADE=1 takes new releases

BIN := .venv/bin/

.PHONY: help demo test lint bench messages docs screenshots lock set-up

help:
	@sed -n 's/^# //p' Makefile

demo: set-up
	@$(BIN)python -m demo.run $(if $(ONCE),--once)

test: set-up
	@# Some tests wait for a server: one process more than there are processors.
	@$(BIN)python -m pytest --numprocesses=$$(expr $$(getconf _NPROCESSORS_ONLN) + 1) $(ARGS)

lint: set-up
	@$(BIN)python -m ruff check
	@$(BIN)python -m ruff format --check
	@$(BIN)python -m mypy

bench: set-up
	@$(BIN)python -m bench.run $(ARGS)

messages: set-up
	@$(BIN)python -m scripts.messages

docs: set-up
	@$(BIN)python -m scripts.architecture
	@$(BIN)python -m scripts.redaction_docs

screenshots: set-up
	@PYTHONPATH=tests $(BIN)python -m scripts.screenshots

LOCK := $(BIN)uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate $(if $(UPGRADE),--upgrade) pyproject.toml

lock: set-up
	@$(LOCK) --output-file requirements/runtime.txt
	@$(LOCK) --output-file requirements/dev.txt --group dev --constraint requirements/runtime.txt
	@scripts/set-up

set-up:
	@scripts/set-up
