# Everything runs from the virtual environment in .venv, which holds exactly what requirements/ lists.

PYTHON ?= python3
PORT ?= 8000
JOBS ?= auto
ARGS ?=
export ETERNAL_URL ?= http://127.0.0.1:$(PORT)

PY := .venv/bin/python
# A stamp carries the checksum of the list it stands for: a changed list installs again, and only that.
stamp = .venv/installed-$(1)-$(firstword $(shell cksum requirements/$(1).txt))
DJANGO_TEMPLATES := $(shell find templates/admin templates/registration -name '*.html' 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help install run test lint bench lock

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(call stamp,base) ## Make the virtual environment and install what the site needs

run: install ## Serve the site at http://127.0.0.1:8000, samples included (PORT=9000 for another port)
	@$(PY) manage.py prepare
	@exec $(PY) -m gunicorn -c python:eternal.gunicorn --bind 127.0.0.1:$(PORT) eternal.wsgi

test: $(call stamp,test) ## Install what tests need and run them all (ARGS="-k backup" for some)
	@$(PY) -m pytest -n $(JOBS) $(ARGS)

lint: $(call stamp,dev) ## Check style, types, templates, migrations and deployment settings
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check --quiet .
	@$(PY) -m mypy
ifneq ($(DJANGO_TEMPLATES),)
	@.venv/bin/djade --target-version 5.2 --check $(DJANGO_TEMPLATES)
	@$(PY) -m djhtml --tabwidth 2 --check $(DJANGO_TEMPLATES)
endif
	@DATABASE_URL=sqlite://:memory: $(PY) manage.py makemigrations --check --dry-run
	@DATABASE_URL=postgres:///eternal ETERNAL_URL=https://eternal.example \
	  SECRET_KEY=only-for-this-check-and-long-enough-to-pass-it-0123456789 \
	  $(PY) manage.py check --deploy --fail-level WARNING

bench: install ## Measure pages and imports, and write docs/performance.md
	@$(PY) -m benchmarks

lock: $(call stamp,dev) ## Resolve pyproject.toml into requirements/, with hashes, newest versions allowed
	@for list in "base" "test --extra test" "dev --extra test --extra dev"; do \
	  set -- $$list; name=$$1; shift; \
	  $(PY) -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --custom-compile-command "make lock" "$$@" \
	    --output-file requirements/$$name.txt pyproject.toml || exit 1; \
	done

.venv/installed-%:
	@command -v $(PYTHON) >/dev/null || { echo "Eternal needs Python: apt install python3-venv make" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Eternal needs Python 3.11 or newer; name one with PYTHON=, as in make run PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Python lacks venv: apt install python3-venv make" >&2; exit 1; }
	@$(PY) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv .venv
	@echo "Installing requirements/$(firstword $(subst -, ,$*)).txt"
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes \
	  -r requirements/$(firstword $(subst -, ,$*)).txt
	@touch $@
