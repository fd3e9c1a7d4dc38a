# The one entrance for people and machines. `make help` lists what there is.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

export CARGO_TERM_COLOR ?= never
FRONTEND := frontend
STAMPS := target/stamps
SPECS ?= ../shared/specs

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | column -t -s "$$(printf '\t')"

run: $(FRONTEND)/dist/index.html ## Build everything and serve on http://127.0.0.1:8080 with SQLite under ./data
	cargo build --release --package daicho
	exec target/release/daicho serve

demo: $(FRONTEND)/dist/index.html ## Serve an organization that is connected to mock services and really synced
	cargo build --release --package daicho
	cargo build --release --package daicho-tests --bin demo
	exec target/release/demo

test: install ## Install what the tests need and run every check
	$(MAKE) lint
	$(MAKE) test-rust
	$(MAKE) test-frontend
	$(MAKE) test-browser

test-rust: $(FRONTEND)/dist/index.html ## Rust tests on SQLite and PostgreSQL, with the live programs
	cargo build --package daicho
	@[ -d "$(SPECS)" ] || echo "There are no vendors' specs in $(SPECS): no manifest is compared with them. See tests/conformance/specs.lock."
	DAICHO_SPECS=$(abspath $(SPECS)) tests/setup/with-postgres.sh cargo test --workspace --no-fail-fast

test-frontend: $(STAMPS)/frontend ## Unit tests of the SPA
	cd $(FRONTEND) && npm run test

test-browser: $(FRONTEND)/dist/index.html $(FRONTEND)/extension/dist/panel.html $(STAMPS)/browser ## Walk through the SPA in Chromium, in both languages, with axe
	cargo build --package daicho --package daicho-tests --bins
	cd tests/browser && npm run types
	cd tests/browser && npm test || { sed -n '/failing tests/,$$p' ../../target/browser-stories.log >&2; exit 1; }

screenshots: test-browser ## Take the README's pictures anew
	for picture in docs/screenshots/*.png; do cp "target/screenshots/$$(basename "$$picture")" "$$picture"; done

bench: $(FRONTEND)/dist/index.html ## Measure speed and size, each as a ratio to a reference in the same run
	tests/setup/install.sh bench
	cargo build --release --package daicho
	cargo build --release --package daicho-tests --bin bench
	tests/setup/with-postgres.sh target/release/bench
	cargo bench --package daicho-connectors --bench reading

conformance: ## Check every manifest's requests against the vendors' specs, in SPECS=../shared/specs
	DAICHO_SPECS=$(abspath $(SPECS)) cargo test --package daicho-tests conformance -- --nocapture

lint: $(STAMPS)/frontend ## Formatting, clippy with warnings denied, lints and types of the SPA
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --all-features -- --deny warnings
	cd $(FRONTEND) && npm run lint && npm run types

fmt: $(STAMPS)/frontend ## Format everything
	cargo fmt --all
	cd $(FRONTEND) && npm run format

openapi: ## Write openapi/openapi.json and the SPA's client types anew
	cargo run --quiet --package daicho -- openapi > openapi/openapi.json
	cd $(FRONTEND) && npm run client

install: ## Install programs that the tests talk to (Debian, PyPI and npm packages)
	tests/setup/install.sh

$(STAMPS)/frontend: $(FRONTEND)/package-lock.json
	cd $(FRONTEND) && npm ci --no-audit --no-fund
	mkdir -p $(@D) && touch $@

$(STAMPS)/browser: tests/browser/package-lock.json
	cd tests/browser && npm ci --no-audit --no-fund
	mkdir -p $(@D) && touch $@

$(FRONTEND)/dist/index.html: $(STAMPS)/frontend $(shell find $(FRONTEND)/src $(FRONTEND)/index.html $(FRONTEND)/public -type f 2>/dev/null)
	cd $(FRONTEND) && npm run build

$(FRONTEND)/extension/dist/panel.html: $(STAMPS)/frontend $(shell find $(FRONTEND)/extension/src $(FRONTEND)/extension/public -type f 2>/dev/null)
	cd $(FRONTEND) && npm run build:extension

.PHONY: help run demo test test-rust test-frontend test-browser screenshots bench conformance lint fmt openapi install
