# Everything a developer or CI does, one word each. `make serve` and `make test` need no set-up beforehand: a machine
# with git, make, rustup, node and npm is enough; browsers are installed by apt-get where there is one.

.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:

RUST := $(shell sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
TRUNK := 0.21.14
WASM_BINDGEN := 0.2.130
WASM_SPLIT := 0.2.3
CARGO_FUZZ := 0.13.2
WASM := --target wasm32-unknown-unknown
TOOLS := $(CURDIR)/.tools

# The largest that the shipped page may be, compressed by brotli, in kB: all that it needs to be used, the WebAssembly in
# it, and what follows by itself.
PAGE_BUDGET := 350
WASM_BUDGET := 200
LATER_BUDGET := 650
# What it weighs today, so that nothing is added unseen: `make test` holds it. What raises it is said in the commit that
# does.
PAGE_HELD := 300
WASM_HELD := 176
LATER_HELD := 637

# How wasm-opt shrinks the page and what `make bench` measures. The passes that are left out make fewer bytes, which
# brotli makes more of.
export WASM_OPT := -Oz --low-memory-unused --skip-pass=local-cse --skip-pass=inlining-optimizing \
	--skip-pass=merge-similar-functions --skip-pass=memory-packing

# What rustc's code for the browser uses; more of it and Node refuses the module.
export WASM_FEATURES := --enable-bulk-memory --enable-multivalue --enable-mutable-globals \
	--enable-nontrapping-float-to-int --enable-reference-types --enable-sign-ext

# No path of the machine that builds it stands in the page: the messages of panics name files by their crate.
CARGO_FOLDER := $(or $(CARGO_HOME),$(HOME)/.cargo)
RUST_FOLDER = $(shell rustc --print sysroot)
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS = --remap-path-prefix=$(HOME)=home \
	--remap-path-prefix=$(CARGO_FOLDER)=cargo $(patsubst %,--remap-path-prefix=%=,$(wildcard $(CARGO_FOLDER)/registry/src/*)) \
	--remap-path-prefix=$(RUST_FOLDER)/lib/rustlib/src/rust=rust

# Ours before the system's: Debian's wasm-opt is too old.
export PATH := $(TOOLS)/bin:$(CURDIR)/node_modules/.bin:$(PATH)
export CHROMIUM ?= /usr/bin/chromium
export CHROMEDRIVER ?= /usr/bin/chromedriver
export FIREFOX ?= /usr/bin/firefox-esr
export DOT ?= /usr/bin/dot
# Trunk takes nothing but `true` and `false` for it.
unexport NO_COLOR

# A quick build of a tool matters more than a quick tool.
TOOL_PROFILE := CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
	CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_DEBUG=0

# Stamps: each is a file that says that a step of the set-up was done with these versions.
HAVE_WASM := $(TOOLS)/wasm-target-$(RUST)
HAVE_TRUNK := $(TOOLS)/trunk-$(TRUNK)
HAVE_BINDGEN := $(TOOLS)/wasm-bindgen-$(WASM_BINDGEN)
HAVE_SPLIT := $(TOOLS)/wasm-split-$(WASM_SPLIT)
HAVE_PACKAGES := node_modules/.package-lock.json
BUNDLE := static/gen/editor.js

.PHONY: help
help: ## list what can be made
	@sed -n 's/^\([a-z0-9-]*\):.* ## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

## Set-up

.PHONY: setup
setup: $(HAVE_WASM) $(HAVE_TRUNK) $(HAVE_BINDGEN) $(HAVE_PACKAGES) ## install what building needs

$(HAVE_WASM):
	@command -v rustup >/dev/null || { echo "Rust is missing: install it from https://rustup.rs, then call make again."; exit 1; }
	rustup target add wasm32-unknown-unknown
	@mkdir -p $(TOOLS) && touch $@

$(HAVE_TRUNK): | $(HAVE_WASM)
	@echo "Building Trunk $(TRUNK); this happens once and takes some minutes."
	$(TOOL_PROFILE) cargo install --locked trunk --version $(TRUNK) --no-default-features --root $(TOOLS)
	@touch $@

# Without --locked: its lock file asks for a version of a package that is no longer served.
$(HAVE_BINDGEN): | $(HAVE_WASM)
	$(TOOL_PROFILE) cargo install wasm-bindgen-cli --version $(WASM_BINDGEN) --no-default-features --root $(TOOLS)
	@touch $@

$(HAVE_SPLIT): | $(HAVE_WASM)
	$(TOOL_PROFILE) cargo install --locked wasm_split_cli_support --version $(WASM_SPLIT) --features build-binary --root $(TOOLS)
	@touch $@

$(HAVE_PACKAGES): package.json package-lock.json
	@command -v npm >/dev/null || { echo "Node 20 and npm are missing: install them from https://nodejs.org, then call make again."; exit 1; }
	npm ci --no-audit --no-fund --loglevel=error
	@touch $@

.PHONY: browsers
browsers: ## install what testing needs
	@missing=""; \
	[ -x "$(CHROMIUM)" ] || missing="$$missing chromium"; \
	[ -x "$(CHROMEDRIVER)" ] || missing="$$missing chromium-driver"; \
	[ -x "$(FIREFOX)" ] || missing="$$missing firefox-esr"; \
	[ -x "$(DOT)" ] || missing="$$missing graphviz"; \
	[ -n "$$missing" ] || exit 0; \
	command -v apt-get >/dev/null || { echo "The tests need$$missing: install them, and set CHROMIUM, CHROMEDRIVER, FIREFOX and DOT where they are."; exit 1; }; \
	as_root=""; [ "$$(id -u)" = 0 ] || as_root=sudo; \
	install() { DEBIAN_FRONTEND=noninteractive $$as_root apt-get install -y --no-install-recommends $$missing; }; \
	$$as_root apt-get update && { install || { sleep 5; install; }; } \
	|| { echo "The tests need$$missing, which apt-get could not install: install them by hand, then call make again."; exit 1; }

# The bundle is read by every compilation for the browser.
$(BUNDLE): $(wildcard static/editor/*.js) static/bundle.mjs package-lock.json | $(HAVE_PACKAGES)
	node static/bundle.mjs
	@touch $@

## The page

.PHONY: serve
serve: setup $(BUNDLE) ## the page on http://127.0.0.1:8080, built again on every change
	trunk serve --dist target/serve-dist

.PHONY: dist
dist: export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS += -Clink-arg=--emit-relocs
dist: setup $(HAVE_SPLIT) ## the release site, in dist/
	trunk build --release --features split

.PHONY: size
size: dist ## bytes of the shipped files against their budget
	node tests/bench/size.mjs dist --page $(PAGE_BUDGET) --wasm $(WASM_BUDGET) --later $(LATER_BUDGET)

.PHONY: size-held
size-held: dist ## the same against what was reached
	node tests/bench/size.mjs dist --page $(PAGE_HELD) --wasm $(WASM_HELD) --later $(LATER_HELD)

## Checks, from the quickest to the slowest

.PHONY: test
test: ## everything that CI runs
	$(MAKE) --no-print-directory setup browsers
	$(MAKE) --no-print-directory fmt-check
	$(MAKE) --no-print-directory lint
	$(MAKE) --no-print-directory doc
	$(MAKE) --no-print-directory unit
	$(MAKE) --no-print-directory formats
	$(MAKE) --no-print-directory conformance
	$(MAKE) --no-print-directory test-wasm
	$(MAKE) --no-print-directory size-held
	$(MAKE) --no-print-directory e2e-built
	git diff --exit-code

.PHONY: fmt fmt-check
fmt: ## format the Rust code
	cargo fmt
fmt-check:
	cargo fmt --check

.PHONY: lint
lint: $(HAVE_WASM) $(BUNDLE) ## Clippy, natively and for the browser; a warning is an error
	cargo clippy --all-targets -- -D warnings
	cargo clippy $(WASM) --lib --bins --examples --features split -- -D warnings

.PHONY: doc
doc: ## the documentation of the code; a broken link is an error
	RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --document-private-items --lib

.PHONY: unit
unit: ## the quick tests: vectors, tidiness, golden files, properties
	@if cargo nextest --version >/dev/null 2>&1; then \
		cargo nextest run --lib --bins --test suite && cargo test --doc; \
	else \
		cargo test --lib --bins --test suite && cargo test --doc; \
	fi

.PHONY: bless
bless: ## write the golden files anew
	BLESS=1 cargo test --test suite -- golden rebuild advice

.PHONY: conformance
conformance: ## compare with recorded answers of BuildKit and hadolint
	@if [ -d ../shared/conformance ]; then \
		cargo test --release --test conformance -- $(ARGS); \
	elif [ -n "$${CI:-}" ]; then \
		echo "The recorded answers are not there: ../shared/conformance is missing."; exit 1; \
	else \
		echo "The recorded answers are not there (../shared/conformance); nothing was compared."; \
	fi

.PHONY: test-wasm
test-wasm: $(HAVE_WASM) $(HAVE_BINDGEN) $(BUNDLE) browsers ## the browser border, in headless Chromium
	WASM_BINDGEN_TEST_TIMEOUT=300 CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner cargo test $(WASM) --bin dockerfile-playground

.PHONY: e2e e2e-built
e2e: dist e2e-built ## what a person can do, on the release site
e2e-built: $(HAVE_PACKAGES) browsers
	playwright test --config tests/e2e/playwright.config.mjs $(ARGS)
	node tests/e2e/firefox.mjs

.PHONY: fuzz
fuzz: ## the properties on many more mutated files; CASES= says how many
	PROPTEST_CASES=$(or $(CASES),20000) cargo test --release --test suite properties

.PHONY: formats
formats: $(HAVE_PACKAGES) browsers ## what mermaid, Graphviz and a browser make of the graphs that are saved
	cargo build --quiet
	node tests/formats/formats.mjs target/debug/dockerfile-playground

# `analyze` for the analysis alone, `page` for all that the page shows.
FUZZ_TARGET := $(or $(TARGET),analyze)

.PHONY: fuzz-coverage
fuzz-coverage: ## the same on texts found by what code they reach; needs nightly Rust; TARGET=page, SECONDS_MAX=
	@if ! cargo +nightly --version >/dev/null 2>&1; then \
		echo "This needs a nightly compiler: call rustup toolchain install nightly, then make again."; exit 1; \
	fi
	@[ -x "$(TOOLS)/bin/cargo-fuzz" ] || cargo +nightly install --locked cargo-fuzz --version $(CARGO_FUZZ) --root $(TOOLS)
	@mkdir -p target/fuzz-seeds fuzz/corpus/$(FUZZ_TARGET)
	@for file in static/samples/*.Dockerfile tests/golden/*/Dockerfile tests/bench/*.Dockerfile; do \
		cp "$$file" "target/fuzz-seeds/$$(echo "$$file" | tr / -)"; \
	done
	cargo +nightly fuzz run --sanitizer none $(FUZZ_TARGET) fuzz/corpus/$(FUZZ_TARGET) target/fuzz-seeds -- \
		-dict=fuzz/dockerfile.dict -max_len=4096 -timeout=10 -max_total_time=$(or $(SECONDS_MAX),600)

.PHONY: bench
bench: setup ## speed beside two npm packages, in one process
	cargo build --release $(WASM) --example node
	wasm-bindgen --target nodejs --out-dir target/bench target/wasm32-unknown-unknown/release/examples/node.wasm
	echo '{ "type": "commonjs" }' > target/bench/package.json
	wasm-opt $(WASM_OPT) $(WASM_FEATURES) target/bench/node_bg.wasm -o target/bench/node_bg.wasm
	node tests/bench/bench.mjs target/bench/node.js

.PHONY: bench-page
bench-page: dist ## what one keystroke in 5,000 lines costs the page, beside one frame
	node tests/bench/keystroke.mjs

.PHONY: bench-hostile
bench-hostile: ## how long 1 MB of what may be slow takes
	cargo run --release --example hostile

## Recipes

.PHONY: new-rule
new-rule: ## a new rule: make new-rule SUBJECT=run NAME=some-problem
	@[ -n "$(SUBJECT)" ] && [ -n "$(NAME)" ] || { echo "Say which: make new-rule SUBJECT=run NAME=some-problem"; exit 1; }
	node tests/suite/new-rule.mjs "$(SUBJECT)" "$(NAME)"
