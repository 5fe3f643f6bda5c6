# ramlight: one way in. `make help` says what there is.
# Steps of more than a few lines are Node scripts in src/npm/build/; stamps in .cache/make make a second run quick.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:

PORT ?= 4173
ROOT := $(CURDIR)
STAMPS := .cache/make
export PATH := $(ROOT)/.tools/bin:$(PATH)

engine_sources := $(shell find src -type f -not -path "src/npm/*") \
	Cargo.toml Cargo.lock rust-toolchain.toml
package_sources := $(engine_sources) $(shell find src/npm -type f -not -path '*/node_modules/*') pkg.json LICENSE-MIT LICENSE-APACHE
page_sources := $(shell find www -type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null)

.PHONY: help serve page test bench catalog fix pkg tools

help: ## this list
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 16

serve: page ## build the page, serve it on localhost and print the address (PORT=4173)
	@echo "Serving the page; Ctrl-C ends it."
	@cd www && exec ./node_modules/.bin/vite preview --host localhost --port $(PORT) --strictPort false

test: pkg page tests/node_modules/.package-lock.json ## run every test; ends with `N passed, N failed`
	@node src/npm/build/setup.mjs rust wasm browsers
	@node tests/run.mjs

bench: pkg page tests/node_modules/.package-lock.json ## measure the engine against a plain matcher, in one run
	@node tests/bench/run.mjs

catalog: $(STAMPS)/node ## make the catalogue of the cloud of its tables, and print what changed (TABLES=FOLDER)
	@node src/npm/build/catalog/generate.mjs

fix: tools ## format, and mend what the linter can mend by itself
	@node src/npm/build/setup.mjs rust
	cargo fmt --all
	cargo clippy --workspace --fix --allow-dirty --allow-staged --all-targets

pkg: $(STAMPS)/pkg ## build the npm package and its tarball in pkg/

page: $(STAMPS)/page

tools: $(STAMPS)/node
	@node src/npm/build/setup.mjs wasm

$(STAMPS)/node:
	@command -v node >/dev/null || { echo "Node.js 20.12 or newer is missing: install it (Debian: apt-get install nodejs npm) and run make again." >&2; exit 1; }
	@command -v npm >/dev/null || { echo "npm is missing: install it (Debian: apt-get install npm) and run make again." >&2; exit 1; }
	@node -e 'const [major, minor] = process.versions.node.split("."); process.exit(major > 20 || (major == 20 && minor >= 12) ? 0 : 1)' || { echo "Node.js 20.12 or newer is needed; this is $$(node --version)." >&2; exit 1; }
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/pkg: $(package_sources) src/npm/build/node_modules/.package-lock.json | tools
	@node src/npm/build/package.mjs
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/page: $(page_sources) $(STAMPS)/pkg www/node_modules/.package-lock.json
	@cd www && npm run --silent build
	@touch $@

%/node_modules/.package-lock.json: %/package.json %/package-lock.json | $(STAMPS)/node
	@echo "Installing what $*/ needs (npm ci in $*/)"
	@cd $* && npm ci --no-audit --no-fund
	@touch $@
