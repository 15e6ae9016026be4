# Mahfuzat. `make` sets up, converts sources/ and builds the site; `make help` lists the rest.

PYTHON_HERE := .venv/bin/python
JOBS ?= 3
ONLY ?=

.DEFAULT_GOAL := site
.PHONY: help site convert serve names check test golden bench bench-build bench-search quality soak publish clean empty lock venv dev

help: ## list what make can do
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 21

site: convert ## (default) set up, convert sources/, build into output/ (SITEURL=https://… for another address)
	@$(PYTHON_HERE) -m plugins.writer $(if $(SITEURL),-e SITEURL=$(SITEURL))

convert: venv ## turn sources/ into documents in content/articles/
	@mkdir -p sources
	@$(PYTHON_HERE) -m plugins.convert sources --into content/articles

serve: site ## build, show the site on this machine as it will be published, and follow what you change
	@$(PYTHON_HERE) -m plugins.writer.serve --live $(if $(SITEURL),-e SITEURL=$(SITEURL))

names: venv ## propose names that the authority files lack, in content/suggestions.csv: tick them and run it again
	@$(PYTHON_HERE) -m plugins.entities suggest

check: venv ## check the documents and the authority files, build nothing
	@$(PYTHON_HERE) -m plugins.check content; documents=$$?; \
		$(PYTHON_HERE) -m plugins.entities check && exit $$documents

test: dev ## run every check and test, in Chromium too (BROWSER=no leaves that out, ONLY=tests/test_x.py picks)
	@setup/test.sh $(if $(filter no,$(BROWSER)),no,yes) $(JOBS) $(ONLY)

golden: dev ## rewrite the golden files of the tests; read the diff before you commit it
	@$(PYTHON_HERE) -m pytest --golden -m "not browser" -q $(ONLY)
	@MAHFUZAT_BROWSER="$$(setup/browser.sh)" $(PYTHON_HERE) -m pytest --golden -q tests/browser/test_look.py
	@git --no-pager diff --stat -- tests/golden

bench: dev ## measure speed, weight and quality, of N made-up documents where they are made up (N=1000; ONLY="names ties" picks)
	@MAHFUZAT_BROWSER="$$(setup/browser.sh)" $(PYTHON_HERE) -m tests.bench $(or $(N),1000) $(ONLY)

bench-build: dev ## time builds beside Hugo and Pelican on N made-up articles (N=1000), ROUNDS times (3; needs a network)
	@$(PYTHON_HERE) -m tests.bench.building $(or $(N),1000) $(or $(ROUNDS),3)

bench-search: dev ## compare search with other engines on N news articles (N=2500; needs ../shared, Node.js, a network)
	@$(PYTHON_HERE) -m tests.bench.search_engines $(or $(N),2500)

quality: dev ## measure quality against its floors, with figures
	@$(PYTHON_HERE) -m pytest tests/quality

soak: dev ## run the seeded tests for long
	@MAHFUZAT_BROWSER="$$(setup/browser.sh)" $(PYTHON_HERE) -m pytest --soak -n $(JOBS) $(ONLY)

publish: ## build, check and push; the repository's workflow puts the site on GitHub Pages
	@setup/publish.sh ready
	@$(MAKE) --no-print-directory check site
	@setup/publish.sh push

clean: ## remove what make made: output/ and caches (not .venv)
	rm -rf output output.new .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

empty: venv ## set the sample archive aside, to start your own (asks first; YES=1 does not)
	@$(PYTHON_HERE) -m setup.empty $(if $(filter 1 yes,$(YES)),--yes)

lock: dev ## pin the newest versions that pyproject.toml allows, with hashes
	@setup/lock.sh

venv:
	@setup/venv.sh site

dev:
	@setup/venv.sh dev
