# dibao. `make` alone says what there is to make.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run build test fuzz bench bench-million bench-search bench-growth format lint install clean packages swift

PREFIX ?= /usr/local
SYSCONFDIR ?= /etc
DESTDIR ?=
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

# What Package.swift names, what its own packages link against, openssl for the tests' certificates, and systemd, whose
# systemd-analyze the tests hold the units against.
PACKAGES := $(shell sed -nE 's/.*\.apt\(\["([^]]*)"\]\).*/\1/p' Package.swift | tr -d '",') libsqlite3-dev pkg-config openssl systemd

# What only the tests need: a real browser for the reading room, with characters for its pages.
TEST_PACKAGES := chromium fonts-noto-cjk

SOURCES := Package.swift Sources Tests Benchmarks
CHECKED := --explicit-target-dependency-import-check error
RELEASE := -c release --static-swift-stdlib -Xlinker -s --scratch-path .build-release

# Says what is done, does it, says how long it took.
step = @echo "==> $(1)"; began=$$SECONDS; $(2); echo "==> $(1): $$((SECONDS - began)) s"

# Tests start servers, processes and threads of their own: a few at once use the machine, all at once starve it.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH ?= 4

# All that the tests say goes to a file; failures, skipped tests and the closing line are shown.
run_tests = swift test --skip-build --disable-xctest > .build/tests.log 2>&1 || failed=1; \
	if [ -n "$${failed:-}" ]; then \
		grep -avE '^(◇|✔)' .build/tests.log | cut -c 1-400 | tail -n 300; \
		echo "==> all that the tests said is in .build/tests.log"; exit 1; \
	fi; \
	grep -aE '^(➜ Test .*skipped|. Test run with)' .build/tests.log

help: ## this list
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

run: build ## archive a pretend government web on this machine, and say where the files are
	@.build/debug/dibao sample --archive

build: packages ## build dibao with debug information
	$(call step,building dibao; minutes the first time and seconds later,swift build --product dibao)

test: PACKAGES += $(TEST_PACKAGES)
test: packages ## build, run every test, check the format
	$(call step,building the tests,swift build --build-tests $(CHECKED))
	$(call step,running the tests,$(run_tests))
	@$(MAKE) --no-print-directory lint

# Release code with libFuzzer's counters in all of it; tests' access, since much of what reads bytes is internal.
FUZZED := -c release --scratch-path .build-fuzz -Xswiftc -enable-testing -Xswiftc -sanitize=fuzzer

fuzz: packages ## give every reader of outside bytes spoilt inputs: SECONDS=60 each, TARGETS="links feed" for some only
	$(call step,building the fuzzer; ten minutes the first time,DIBAO_FUZZ=1 swift build $(FUZZED) --product dibao-fuzz)
	@Benchmarks/fuzz .build-fuzz/release/dibao-fuzz $(or $(SECONDS),60) $(TARGETS)

bench: packages ## pages per CPU second of `dibao extract`, CPU per unchanged list page of `dibao run`, answers beside its work; optimised
	$(call step,building dibao optimised,swift build $(RELEASE) --product dibao)
	@Benchmarks/extract .build-release/release/dibao
	@command -v python3 > /dev/null || { echo "the rest of the benchmarks needs python3" >&2; exit 69; }
	@Benchmarks/unchanged .build-release/release/dibao --limit 1
	@Benchmarks/serving .build-release/release/dibao
	@echo "==> Benchmarks/soak .build-release/release/dibao: half an hour of the daemon, whether it grows"

bench-million: packages ## an archive of a million synthetic articles: its index rebuilt, its journal and texts read, its server asked
	$(call step,building dibao optimised,swift build $(RELEASE) --product dibao)
	@Benchmarks/million .build-release/release/dibao

bench-search: packages ## the search index among a million synthetic articles, or as many as fit in ten minutes
	$(call step,building the benchmark optimised,swift build $(RELEASE) --product dibao-bench-search)
	@.build-release/release/dibao-bench-search

bench-growth: packages ## how the time to read a page grows with its size, for every shape of page that might be slow
	$(call step,building the benchmark optimised,swift build $(RELEASE) --product dibao-bench-growth)
	@.build-release/release/dibao-bench-growth

format: swift ## bring the sources into the checked-in format
	$(call step,formatting,swift format --in-place --recursive --parallel $(SOURCES))

lint: swift ## check the format only
	$(call step,checking the format,swift format lint --strict --recursive --parallel $(SOURCES))

install: packages ## build optimised, install to PREFIX (/usr/local) with completions, units and configuration
	$(call step,building dibao optimised,swift build $(RELEASE) --product dibao)
	@as=""; mkdir -p "$(DESTDIR)$(PREFIX)" 2> /dev/null && [ -w "$(DESTDIR)$(PREFIX)" ] || as="$(SUDO)"; \
	built=.build-release/release/dibao; \
	$$as install -D -m 755 $$built "$(DESTDIR)$(PREFIX)/bin/dibao"; \
	place() { $$built --generate-completion-script $$1 | $$as install -D -m 644 /dev/stdin "$(DESTDIR)$(PREFIX)/share/$$2"; }; \
	place bash bash-completion/completions/dibao; \
	place zsh zsh/site-functions/_dibao; \
	place fish fish/vendor_completions.d/dibao.fish; \
	echo "==> installed $(DESTDIR)$(PREFIX)/bin/dibao, completions for bash, zsh and fish"; \
	place() { \
		sed 's|/usr/local/bin|$(PREFIX)/bin|; s|/etc/dibao|$(SYSCONFDIR)/dibao|g' "systemd/$$1" \
			| $$as install -D -m 644 /dev/stdin "$(DESTDIR)$(PREFIX)/lib/$$2"; \
	}; \
	for unit in dibao.service dibao-fetch@.service dibao-fetch@.timer; do place $$unit "systemd/system/$$unit"; done; \
	place dibao.sysusers.conf sysusers.d/dibao.conf; \
	place dibao.tmpfiles.conf tmpfiles.d/dibao.conf; \
	echo "==> installed units for systemd: systemd-sysusers && systemd-tmpfiles --create && systemctl daemon-reload"; \
	settings="$(DESTDIR)$(SYSCONFDIR)/dibao"; \
	if [ -e "$$settings/dibao.toml" ]; then echo "==> kept your $$settings"; exit 0; fi; \
	mkdir -p "$(DESTDIR)$(SYSCONFDIR)" 2> /dev/null && [ -w "$(DESTDIR)$(SYSCONFDIR)" ] || as="$(SUDO)"; \
	$$as install -D -m 644 -t "$$settings" config/dibao.toml; \
	$$as install -D -m 644 -t "$$settings/sources" config/sources/*.toml; \
	echo "==> installed $$settings: set fetch.contact there, then: systemctl enable --now dibao"

clean: ## remove what was built; archives stay
	rm -rf .build .build-release

# Debian packages that are not there yet; elsewhere the list is only told.
packages: swift
	@if ! command -v dpkg-query > /dev/null; then \
		echo "==> not Debian: these libraries must be here: $(PACKAGES)"; exit 0; \
	fi; \
	missing=$$(for name in $(PACKAGES); do \
		[ "$$(dpkg-query -W -f='$${db:Status-Status}' $$name 2> /dev/null)" = installed ] || echo $$name; \
	done); \
	if [ -n "$$missing" ]; then \
		echo "==> installing Debian packages:" $$missing; \
		$(SUDO) apt-get update -q=2; \
		$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -q=2 -y --no-install-recommends $$missing > /dev/null; \
	fi

swift:
	@command -v swift > /dev/null || { echo "Swift 6.2 or newer is needed: https://www.swift.org/install/linux/" >&2; exit 69; }
