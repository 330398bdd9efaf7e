# make          set up .venv, build the examples, say where to look
# make test     all tests, as the README says
# make peers    set up .peers with the strangers that some tests and benchmarks call
# make browser  set up what tests in a browser drive it with (the browser itself is the system's Chromium)
# make engine   fetch the SPARQL engine of a site's query page into build/engine.tgz
# make kill     kill -9 at a hundred random moments of build, resume, link, review and site; the tests do a few
# make fuzz     feed each way in with what atheris makes, a minute each; the tests do a little with hypothesis
# make lint     ruff, ruff format, mypy --strict
# make dist     rebuild dist/ from ../shared/corpus (data, not a Python package), files over 1 MB left out
# make package  wheel and sdist into build/package
# make readme   put the data model's picture and the first answer into README.md anew
# make figures  put the figures of a run over ../shared/benchmark into docs/evaluation.md anew
# make lock     write constraints.txt anew from what is installed, and requirements.lock with all their hashes
# make sbom     what is installed as CycloneDX, into build/sbom.json
# make audit    ask for known faults of what is locked (needs the network; with ADVISORIES=FOLDER, a checkout or bare
#               repository of github.com/pypa/advisory-database, it needs none)
#
# LOCKED=1 installs nothing but what requirements.lock names, by its hashes; CI does.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PEERS  := .peers
CORPUS ?= ../shared/corpus
BENCHMARK ?= ../shared/benchmark
SUPPLY := .supply

.DEFAULT_GOAL := example
.PHONY: example test peers browser engine kill fuzz lint dist package readme figures lock sbom audit clean

$(VENV)/.ready: pyproject.toml constraints.txt requirements.lock
	$(PYTHON) -m venv $(VENV)
ifdef LOCKED
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
else
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[dev]"
endif
	$(BIN)/python -m compileall -q src
	touch $@

example: $(VENV)/.ready
	@$(BIN)/communique build examples/texts --out build/example --evidence quote; \
	  code=$$?; if [ $$code -gt 1 ]; then exit $$code; fi
	@echo
	@echo "Look at:"
	@echo "  build/example/communique.ttl     the facts, readable"
	@echo "  build/example/tables/            the same as tables"
	@echo "  build/example/report.md          what the checks say"
	@echo "  build/example/discrepancies.md   what disagrees, or cannot be right"
	@echo "Ask:"
	@echo "  $(BIN)/communique query build/example holders-of-a-post"

test: $(VENV)/.ready
	-@$(MAKE) --no-print-directory peers || echo "No peers to be had: the tests that call them are skipped."
	-@$(MAKE) --no-print-directory engine || echo "No engine to be had: the query page is not tested in a browser."
	-@$(MAKE) --no-print-directory browser || echo "No Playwright to be had: the tests in a browser are skipped."
	$(BIN)/python -m pytest

peers: $(PEERS)/.ready

# Apart from our own environment, since they pin old versions of what they need.
$(PEERS)/.ready: tests/peers/requirements.txt
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --requirement tests/peers/requirements.txt
	touch $@

browser: $(VENV)/.browser

$(VENV)/.browser: $(VENV)/.ready
ifndef LOCKED
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[browser]"
endif
	touch $@

engine: build/engine.tgz

build/engine.tgz: $(VENV)/.ready
	$(BIN)/python -c "import pathlib, communique.publishing.site.engine as e; e.fetch(pathlib.Path('build/engine.tgz'))"

kill: $(VENV)/.ready
	$(BIN)/python -m tests.hardening.killing --times 100

fuzz: $(VENV)/.fuzz
	$(BIN)/python -m tests.hardening.fuzzing --seconds 60

$(VENV)/.fuzz: $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[fuzz]"
	touch $@

lint: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict

dist: $(VENV)/.ready
	$(BIN)/communique build $(CORPUS) --out dist --settings dist.toml
	find dist -type f -size +1000000c -delete

package: $(VENV)/.ready
	$(BIN)/python -m build --outdir build/package

readme: example
	$(BIN)/python docs/readme.py build/example

figures: $(VENV)/.ready
	$(BIN)/python -m docs.figures $(BENCHMARK)/texts $(BENCHMARK)/gold

lock: $(VENV)/.ready $(SUPPLY)/.ready
	$(BIN)/python -m pip freeze --exclude-editable > constraints.txt
	$(SUPPLY)/bin/uv pip compile --quiet pyproject.toml --extra dev --extra browser --universal --generate-hashes \
	  --no-annotate --custom-compile-command "make lock" --constraint constraints.txt --output-file requirements.lock

sbom: $(VENV)/.ready $(SUPPLY)/.ready
	mkdir -p build
	$(SUPPLY)/bin/cyclonedx-py environment $(VENV) --pyproject pyproject.toml --mc-type application \
	  --output-reproducible --validate --of JSON --output-file build/sbom.json

ifdef ADVISORIES
audit: $(VENV)/.ready
	$(BIN)/python -m docs.audit requirements.lock $(ADVISORIES)
else
audit: $(SUPPLY)/.ready
	$(SUPPLY)/bin/pip-audit --requirement requirements.lock --require-hashes --disable-pip --strict --progress-spinner off
endif

# Apart from our own environment, which they only look at.
$(SUPPLY)/.ready: tests/supply/requirements.txt
	$(PYTHON) -m venv $(SUPPLY)
	$(SUPPLY)/bin/python -m pip install --quiet --requirement tests/supply/requirements.txt
	touch $@

clean:
	rm -rf $(VENV) $(PEERS) $(SUPPLY) build
