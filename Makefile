# make demo        serve an example installation, download a packet; ONCE=1 stops after that,
#                  PACKAGES="./examples/x ./y" shows these collector packages in it,
#                  DIRECTORY=/tmp/demo builds the installation there in place of .demo
# make test        the tests of the program; ARGS="-k name" selects some
# make thorough    the tests of properties with all of their examples, at random; ARGS as above
# make test-packages  the tests of each package in packages/, installed as its users would
# make lint        check style and types
# make bench       measure what a packet costs on this machine
# make messages    update the catalogs of all languages with new and changed texts
# make docs        draw docs/architecture.svg and update the generated parts of the documents
# make keys        add a release's configuration keys: FROM=config.json RELEASE=12.0
# make recall      measure which secrets are found, and what harmless text is changed
# make screenshots update the pictures of the page in docs/screenshots
# make lowest      all tests with the lowest versions that pyproject.toml allows
# make install-tests install on other systems: container image, .deb, archive, systemd (minutes, root)
# make platforms   all tests on Debian 13 and sid, in chroots (root); SUITES and ARGS select,
#                  ARGS=packages for those of the packages in packages/
# make release     build all files of a release into dist/release; DRAFT=1 before its date is set
# make lock        update requirements/*.txt from pyproject.toml; UPGRADE=1 takes new releases

BIN := .venv/bin/
PROCESSORS = $$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN)

.PHONY: help demo test thorough test-packages lint bench messages docs keys recall screenshots lowest \
	install-tests platforms release lock set-up set-up-demo

help:
	@sed -n 's/^# //p' Makefile

demo: set-up-demo
	@.venv-demo/bin/python -m demo.run $(DIRECTORY) $(if $(ONCE),--once) \
		$(if $(PACKAGES),--packages $(PACKAGES))

test: set-up
	@# Many tests wait: two processes more than this one may use processors. Each of them, and
	@# each Python that a test starts, would compile everything by itself without files.
	@PYTHONDONTWRITEBYTECODE= $(BIN)python -m pytest --numprocesses=$$(expr $(PROCESSORS) + 2) $(ARGS)

thorough: set-up
	@THOROUGH=1 $(BIN)python -m pytest --numprocesses=$(PROCESSORS) -m hypothesis $(ARGS)

test-packages: set-up
	@scripts/test-packages

lint: set-up
	@$(BIN)python -m ruff check
	@$(BIN)python -m ruff format --check
	@$(BIN)python -m mypy
	@# As their authors would: with nothing configured for this repository's modules.
	@for package in packages/*/; do (cd $$package && $(CURDIR)/$(BIN)python -m mypy) || exit 1; done

bench: set-up
	@# As where it is installed: compiled once, not at each start.
	@PYTHONDONTWRITEBYTECODE= $(BIN)python -m bench.run $(ARGS)

messages: set-up
	@$(BIN)python -m scripts.messages

keys: set-up
	@$(BIN)python -m scripts.config_keys "$(FROM)" "$(RELEASE)"

recall: set-up
	@$(BIN)python -m recall.run $(ARGS)

docs: set-up
	@$(BIN)python -m scripts.architecture
	@$(BIN)python -m scripts.redaction_docs
	@$(BIN)python -m scripts.reference_docs

screenshots: set-up
	@PYTHONPATH=tests $(BIN)python -m scripts.screenshots

lowest: set-up
	@.ci/lowest

install-tests: set-up
	@INSTALL_TESTS=1 $(BIN)python -m pytest -n0 tests/install $(ARGS)

platforms: set-up
	@PYTHONPATH=tests $(BIN)python -m scripts.platforms $(ARGS)

release: set-up
	@scripts/release $(if $(DRAFT),--draft)

LOCK := $(BIN)uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate $(if $(UPGRADE),--upgrade) pyproject.toml

lock: set-up
	@$(LOCK) --output-file requirements/runtime.txt
	@$(LOCK) --output-file requirements/dev.txt --group dev --constraint requirements/runtime.txt
	@$(LOCK) --output-file requirements/demo.txt --group build --constraint requirements/dev.txt
	@$(LOCK) --output-file requirements/release.txt --group release \
		--constraint requirements/dev.txt
	@scripts/set-up

set-up:
	@scripts/set-up

set-up-demo:
	@scripts/set-up demo
