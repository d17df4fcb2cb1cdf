# Rostrum. `make demo` to see a summit, `make test` to try everything; the rest is below and under `make help`.
# A machine needs git, make, curl and Python 3.11 with venv; what else is used is installed inside this folder.

PYTHON = $$(setup/find-python)
RUN = @python=$(PYTHON) && exec "$$python" -m
STAGES =
ARGS =

.DEFAULT_GOAL := help
.PHONY: help setup dev demo test rules check bench soak web types clean

help: ## what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'

setup: ## bring a clone to ready: Python environment, web pages, media server (first time: some minutes)
	$(RUN) setup.install

demo: setup ## the summit of 4 May 2020, at http://127.0.0.1:8080 (ARGS='--at speeches' …)
	@exec .venv/bin/rostrum demo $(ARGS)

# Building the pages is a stage of the tests: when it fails, the other stages still run.
dev: ## what the tests and linters need, but not the web pages
	$(RUN) setup.install --dev --only python web-packages go media-server

test: dev ## run every test there is (STAGES='pytest imports' for some of them)
	$(RUN) setup.suite $(STAGES)

rules: ## the tests of the rules of procedure, the views and the plan: some seconds, at every change
	$(RUN) setup.install --dev --only python
	$(RUN) setup.suite rules

check: ## linters, types, import directions
	$(RUN) setup.install --dev --only python web-packages
	$(RUN) setup.suite static

bench: dev ## measure, and print beside what must be reached
	@exec .venv/bin/python -m bench $(ARGS)

soak: dev ## nightly: all walks, draws and bytes of the tests; then lean on a house (ARGS='--minutes 120')
	@ROSTRUM_TRIES=all .venv/bin/python -m setup.suite rules pytest
	@exec .venv/bin/python -m bench.soak $(ARGS)

web: ## build the web pages
	$(RUN) setup.install --only web-packages web-pages

types: dev ## renew the web's types from the doors
	$(RUN) setup.fresh_types --write

clean: ## remove all that was installed and built; books and files in var/ stay
	rm -rf .venv .tools .cache .pytest_cache web/node_modules web/dist web/test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
