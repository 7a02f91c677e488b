# Tasks; CONTRIBUTING.md explains them. `make test PYTHON=python3` uses another Python than that of .venv.
PYTHON = .venv/bin/python

.PHONY: setup test quick lint docs measure demo screenshots

setup:
	python3 -m venv .venv
	.venv/bin/pip install -q -c constraints.txt -e '.[test]' pre-commit
	.venv/bin/pre-commit install

test:
	$(PYTHON) -m pytest

quick:
	$(PYTHON) -m pytest -m 'not slow'

lint:
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(dir $(PYTHON))lint-imports

docs:
	$(PYTHON) -m tests.api > docs/api.md

measure:
	$(PYTHON) -m extract.training measure $(CORPORA) $(SCORERS)

demo:
	$(PYTHON) -m tui.cli demo

screenshots:
	$(PYTHON) -m tests.screenshots
