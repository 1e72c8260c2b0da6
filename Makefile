# Needs git, make and Python 3.11 or newer; everything else is brought into the checkout:
# uv (.tools), the app's environment (.venv, Python 3.12) and Rasa's (.venv-nlu, Python 3.10).

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

UV_VERSION := 0.13.9
# Test files run side by side: half of the time is waiting for what a test has started.
PROCESSES ?= 2
APP_PYTHON := 3.12
NLU_PYTHON := 3.10

UV := .tools/bin/uv
PYTHON := .venv/bin/python
NLU := .venv-nlu/bin/python
# An environment's stamp bears the hash of its lock: a warm start finds it and installs nothing.
stamp = $(1)/.locked-$(firstword $(shell cat $(2) | sha256sum))
APP_READY := $(call stamp,.venv,requirements/dev.txt pyproject.toml)
NLU_READY := $(call stamp,.venv-nlu,requirements/nlu.txt)

# Where pyenv is, its Pythons are used, any patch release; elsewhere uv finds or fetches them.
pyenv_bin = $(shell command -v pyenv >/dev/null && pyenv versions --bare 2>/dev/null \
	| grep -x '$(subst .,\.,$(1))\.[0-9]*' | sort -V | tail -n 1 | sed "s|^|$$(pyenv root)/versions/|; s|$$|/bin|")
empty :=
PYTHONS := $(subst $(empty) $(empty),:,$(strip $(call pyenv_bin,$(APP_PYTHON)) $(call pyenv_bin,$(NLU_PYTHON))))
with_pythons = $(if $(PYTHONS),PATH="$(PYTHONS):$$PATH")
quiet := $(if $(MAKE_TERMOUT),,--quiet)

.PHONY: help run test lint bench clean lock install vendor \
	lint-style lint-types lint-imports lint-words lint-articles lint-nlu browser

help: ## What there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-10s %s\n", $$1, $$2 }'

run: $(APP_READY) $(NLU_READY) ## Everything on this machine; Ctrl-C stops it (ARGS="--help" for more)
	@exec $(PYTHON) -m bot run --follow-parent $(ARGS)

test: $(APP_READY) $(NLU_READY) browser ## The whole test suite (ARGS="tests/unit -k name" for a part)
	$(PYTHON) -m pytest -n $(PROCESSES) --dist loadfile $(ARGS)

bench: $(APP_READY) $(NLU_READY) ## Figures beside stock Rasa, at most 15 minutes (ARGS="--quick")
	$(PYTHON) -m bench $(ARGS)

lint: lint-style lint-types lint-imports lint-words lint-articles lint-nlu ## Style, types, import contracts, words, Rasa's data

lint-style: $(APP_READY)
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

lint-types: $(APP_READY)
	$(PYTHON) -m mypy

lint-imports: $(APP_READY)
	.venv/bin/lint-imports --config pyproject.toml

lint-words: $(APP_READY)
	$(PYTHON) -m pytest -q tests/unit/test_catalogues.py tests/unit/console/test_words.py \
		tests/unit/webchat/test_page_words.py

lint-articles: $(APP_READY)
	$(PYTHON) -m bot articles check

lint-nlu: $(NLU_READY)
	$(NLU) -m nlu lint
	$(NLU) -m nlu validate

install: $(APP_READY) $(NLU_READY) ## Both environments, without starting anything

clean: ## Remove environments and caches; data in var/ stays
	rm -rf .tools .venv .venv-nlu .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis \
		build dist *.egg-info
	find . -name __pycache__ -prune -exec rm -rf {} +

# Locks -------------------------------------------------------------------------------------------

COMPILE = $(with_pythons) $(UV) pip compile --universal --generate-hashes --no-annotate --no-header --quiet \
	--override requirements/overrides.txt $(ARGS)

lock: $(UV) ## Compile the lock files anew from both pyproject files (ARGS="--upgrade" for newer versions)
	$(COMPILE) --python-version $(APP_PYTHON) pyproject.toml -o requirements/app.txt
	$(COMPILE) --python-version $(APP_PYTHON) pyproject.toml --group dev -o requirements/dev.txt
	$(COMPILE) --python-version $(NLU_PYTHON) nlu/pyproject.toml -o requirements/nlu.txt

vendor: $(APP_READY) ## Fetch the pages' fonts and scripts anew by tools/vendor.toml (needs npm)
	$(PYTHON) -m tools.vendor

# Environments ------------------------------------------------------------------------------------

$(UV):
	@set -e; for python in python3 python3.14 python3.13 python3.12 python3.11; do \
		$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; python=; done; \
	[ -n "$$python" ] || { echo "make: Python 3.11 or newer is needed; install it and try again" >&2; exit 1; }; \
	echo "Fetching uv $(UV_VERSION) ..."; rm -rf .tools; \
	$$python -m venv .tools 2>/dev/null && .tools/bin/python -m pip install -q "uv==$(UV_VERSION)" \
	|| $$python -m pip install -q --target .tools "uv==$(UV_VERSION)" \
	|| { rm -rf .tools; echo "make: uv could not be installed by pip (see above)" >&2; exit 1; }

$(APP_READY): $(UV)
	@echo "Installing the app's environment ..."
	@$(with_pythons) $(UV) venv --quiet --allow-existing --python $(APP_PYTHON) .venv
	@$(UV) pip sync $(quiet) --python $(PYTHON) requirements/dev.txt
	@$(UV) pip install --quiet --no-deps --python $(PYTHON) --editable .
	@rm -f .venv/.locked-*; touch $@

$(NLU_READY): $(UV)
	@echo "Installing Rasa's environment (2.6 GB, the first time takes minutes) ..."
	@$(with_pythons) $(UV) venv --quiet --allow-existing --python $(NLU_PYTHON) .venv-nlu
	@$(UV) pip sync $(quiet) --python $(NLU) requirements/nlu.txt
	@rm -f .venv-nlu/.locked-*; touch $@

# The tests of the pages need a real browser; root on Debian gets it, others are told.
browser:
	@if command -v chromium >/dev/null && command -v chromedriver >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing Chromium for the tests ..."; apt-get update -q >/dev/null && \
		apt-get install -yq --no-install-recommends chromium chromium-driver fonts-noto-core >/dev/null; \
	else echo "make: tests of the pages need chromium and chromium-driver; install them" >&2; fi
