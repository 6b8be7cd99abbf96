# dedup: one command each. `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUST := $(shell find dedup/_core/src -name '*.rs' 2>/dev/null) dedup/_core/Cargo.toml Cargo.toml Cargo.lock
BUILT := $(VENV)/.built
.DEFAULT_GOAL := help
.PHONY: help toolchain build demo test check engines bench record record-speed record-index instructions format lock clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 24

toolchain:
	@command -v cargo >/dev/null || { echo "error: dedup needs a Rust toolchain: install one from https://rustup.rs, then run make again" >&2; exit 1; }

build: toolchain $(BUILT) ## build dedup into .venv (release core)

demo: build ## report on seeds/ in the terminal and as report.html
	$(BIN)/dedup report seeds
	$(BIN)/dedup report seeds --output report.html
	@echo "wrote report.html"

test: build ## run every test, Rust and Python
	cargo test --release --locked --quiet
	$(BIN)/pytest -n 2

check: build ## lint and type-check everything
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	cargo fmt --check
	cargo clippy --release --locked --quiet --all-targets --all-features -- -D warnings

engines: build ## make the environments of the peers that speed is measured beside
	cargo build --release --locked --quiet --example kernels
	$(BIN)/python -m benchmarks.engines

bench: engines ## run the benchmarks: CORPORA="DIR ..." names folders of corpora
	$(BIN)/dedup bench run quality $(addprefix --corpora ,$(CORPORA))
	$(BIN)/dedup bench run speed

record: build ## keep a run of the quality benchmarks, and show it in the READMEs
	$(BIN)/dedup bench run quality $(addprefix --corpora ,$(CORPORA)) --output benchmarks/records/quality-$(shell date -u +%F).json
	$(BIN)/dedup bench report

record-speed: engines ## keep a run of the speed benchmarks, and show it in the READMEs
	$(BIN)/dedup bench run speed --output benchmarks/records/speed-$(shell date -u +%F).json
	$(BIN)/dedup bench report

record-index: engines ## keep a run of the index's benchmarks, and show it in benchmarks/README.md
	$(BIN)/dedup bench run index --output benchmarks/records/index-$(shell date -u +%F).json
	$(BIN)/dedup bench report

instructions: build ## count the kernels' instructions anew, for the baseline that tests hold
	$(BIN)/python -m benchmarks.instructions --record

format: build ## format Python and Rust
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	cargo fmt

lock: $(BIN)/pip ## refresh .requirements.lock and Cargo.lock
	cargo update
	$(BIN)/pip install --quiet --upgrade --group dev .
	$(BIN)/pip freeze --exclude newsdedup --exclude dedup-core | grep -v '@ file' > .requirements.lock

clean: ## remove what the other commands built
	rm -rf $(VENV) target report.html dedup/_core/*.so benchmarks/engines/.venv benchmarks/.corpora

$(BIN)/pip:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/.packages: pyproject.toml .requirements.lock | $(BIN)/pip
	$(BIN)/pip install --quiet --requirement .requirements.lock
	@touch $@

$(BUILT): $(VENV)/.packages $(RUST)
	VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/maturin develop --release --quiet
	@touch $@
