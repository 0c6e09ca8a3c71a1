# riwaq: make, make run, make test, make check, make bench, make fuzz, make install, make deb, make kiosk-test, make soak.
# Options: SAN=1 (address and undefined-behaviour sanitizers), CC=clang, WERROR=1, B=build-folder,
# BENCH='options of tests/bench/bench.py'.

B ?= $(if $(SAN),build-san,build)
PREFIX ?= /usr/local
CC ?= cc
PKG_CONFIG ?= pkg-config
VERSION := 0.1.0

# The floors, lowest first. A floor may include and link only what stands before it.
FLOORS := base content formats theme text scene widgets store net screen player

# What each floor needs from Debian, as pkg-config modules.
PKGS_content := icu-i18n icu-uc
PKGS_formats := libxml-2.0 icu-uc jansson
PKGS_text    := fribidi icu-uc
PKGS_widgets := libqrencode
PKGS_net     := libcurl
PKGS_screen  := sdl2 SDL2_ttf SDL2_image fontconfig libdrm
PKGS_player  := libsystemd
PKGS := $(sort $(foreach f,$(FLOORS),$(PKGS_$f)))

GOALS := $(or $(MAKECMDGOALS),all)
# Goals that install what is missing run make again afterwards; everything else needs the libraries now.
ifneq ($(filter-out run test bench fuzz check clean packages install-packages help deb kiosk-test soak,$(GOALS)),)
MISSING := $(foreach p,$(PKGS),$(shell $(PKG_CONFIG) --exists $p 2>/dev/null || echo $p))
ifneq ($(strip $(MISSING)),)
$(error Missing libraries: $(strip $(MISSING)). `make install-packages` installs everything that riwaq needs (see deploy/packages.txt))
endif
endif

CFLAGS ?= -O2 -g
WARNINGS := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wvla
ifneq ($(or $(CI),$(WERROR)),)
WARNINGS += -Werror
endif
CPPFLAGS_ALL := -std=c17 -D_GNU_SOURCE $(if $(findstring FORTIFY,$(CPPFLAGS) $(CFLAGS)),,-D_FORTIFY_SOURCE=2) -Iapp -I$(B)/gen \
	-DRIWAQ_VERSION='"$(VERSION)"' $(CPPFLAGS)
ifneq ($(SAN),)
CPPFLAGS_ALL := $(filter-out -D_FORTIFY_SOURCE=2,$(CPPFLAGS_ALL))
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
endif
CFLAGS_ALL = $(CFLAGS) $(WARNINGS) $(SANITIZE) -fno-common -ffunction-sections -fdata-sections -MMD -MP
LDFLAGS_ALL = $(LDFLAGS) $(SANITIZE) -Wl,--as-needed -Wl,--gc-sections

# The text of $1 as one word of the shell.
shell_word = '$(subst ','\'',$1)'
# Headers and libraries of the floors, resolved only when something is built.
cflags_of = $(if $(strip $1),$(shell $(PKG_CONFIG) --cflags $1))
libs_of = $(if $(strip $1),$(shell $(PKG_CONFIG) --libs $1))

all: $(B)/riwaq

.PHONY: all run test check bench fuzz install clean packages install-packages help unit-binaries compile-commands gallery previews goldens deb kiosk-test soak
.DELETE_ON_ERROR:
.SECONDARY:

# --- floors --------------------------------------------------------------------------------
# One static library a floor. $(call below,FLOOR): the floor and all under it, highest first.
reverse = $(if $1,$(call reverse,$(wordlist 2,$(words $1),$1)) $(firstword $1))
position = $(words $(shell echo '$(FLOORS)' | sed 's/\b$1\b.*//') x)
upto = $(wordlist 1,$(call position,$1),$(FLOORS))
below = $(call reverse,$(call upto,$1))
pkgs_below = $(sort $(foreach f,$(call upto,$1),$(PKGS_$f)))
archives_below = $(foreach f,$(call below,$1),$(B)/lib$f.a)

define floor_rules
SRC_$1 := $$(wildcard app/$1/*.c)
OBJ_$1 := $$(SRC_$1:%.c=$(B)/%.o)
$(B)/lib$1.a: $$(OBJ_$1)
	@rm -f $$@
	$$(AR) rcs $$@ $$^
$$(OBJ_$1): FLOOR_CFLAGS = $$(CFLAGS_OF_$1)
CFLAGS_OF_$1 = $$(eval CFLAGS_OF_$1 := $$(call cflags_of,$$(call pkgs_below,$1)))$$(CFLAGS_OF_$1)
endef
$(foreach f,$(FLOORS),$(eval $(call floor_rules,$f)))

$(B)/app/%.o: app/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS_ALL) $(FLOOR_CFLAGS) $(CFLAGS_ALL) -c -o $@ $<

# --- files that become part of the program: tools/embed is a few lines of sh -----------------
EMBEDDED := $(B)/gen/embedded_sample.h $(B)/gen/embedded_atrium.h $(B)/gen/embedded_config.h
$(B)/gen/embedded_sample.h: app/formats/sample.json deploy/embed.sh
	@mkdir -p $(@D)
	sh deploy/embed.sh embedded_sample $< > $@
$(B)/gen/embedded_atrium.h: themes/atrium/theme.ini deploy/embed.sh
	@mkdir -p $(@D)
	sh deploy/embed.sh embedded_atrium $< > $@
$(B)/gen/embedded_config.h: deploy/riwaq.conf.example deploy/embed.sh
	@mkdir -p $(@D)
	sh deploy/embed.sh embedded_config $< > $@
$(B)/app/formats/sample.o: $(B)/gen/embedded_sample.h
$(B)/app/theme/builtin.o: $(B)/gen/embedded_atrium.h
$(B)/app/command_init.o: $(B)/gen/embedded_config.h

# --- the day of the last commit: no wall clock that is right is before it --------------------------
# Only the clock knows it. A file that changes with its content alone, so that the program is built
# anew at most once a day for it; without git it stays as it is, or empty: then the source's own.
.PHONY: always
always:
$(B)/gen/build_s: always
	@mkdir -p $(@D)
	@s=$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct 2>/dev/null)}; day=$${s:+$$((s - s % 86400))}; \
	if [ ! -f $@ ] || { [ -n "$$day" ] && [ "$$day" != "$$(cat $@)" ]; }; then echo "$$day" > $@; fi
$(B)/app/store/clock.o: $(B)/gen/build_s
$(B)/app/store/clock.o: FLOOR_CFLAGS += $(addprefix -DRIWAQ_BUILD_S=,$(shell cat $(B)/gen/build_s))

# --- the program ---------------------------------------------------------------------------
APP_OBJ := $(patsubst %.c,$(B)/%.o,$(wildcard app/*.c))
$(APP_OBJ): FLOOR_CFLAGS = $(CFLAGS_OF_player)
$(B)/riwaq: $(APP_OBJ) $(foreach f,$(call reverse,$(FLOORS)),$(B)/lib$f.a)
	$(CC) $(LDFLAGS_ALL) -o $@ $^ $(call libs_of,$(PKGS)) -lpthread -lm

# --- tests ---------------------------------------------------------------------------------
# tests/unit/FLOOR/NOUN.c links FLOOR and the floors below it and nothing else: that it links
# at all is the proof that arrows run downwards.
UNIT_SRC := $(wildcard tests/unit/*/*.c)
UNIT_BIN := $(UNIT_SRC:tests/%.c=$(B)/tests/%)
define unit_rules
$(B)/tests/unit/$1/%: tests/unit/$1/%.c $$(call archives_below,$1)
	@mkdir -p $$(@D)
	$(CC) $$(CPPFLAGS_ALL) $$(CFLAGS_OF_$1) $$(call cflags_of,cmocka) $$(CFLAGS_ALL) $$(LDFLAGS_ALL) -o $$@ $$(filter %.c %.a,$$^) \
		$$(call libs_of,$$(call pkgs_below,$1)) $$(call libs_of,cmocka) $$(if $$(filter net screen player,$1),-lpthread) -lm
endef
$(foreach f,$(FLOORS),$(eval $(call unit_rules,$f)))

# For working on one floor: make unit-FLOOR builds and runs its unit tests alone.
unit-%:
	@$(MAKE) --no-print-directory B=$(B) run-unit-$*
define run_unit_rules
run-unit-$1: $$(filter $(B)/tests/unit/$1/%,$(UNIT_BIN))
	@for t in $$^; do echo "== $$$$t"; $$$$t || exit 1; done
endef
$(foreach f,$(FLOORS),$(eval $(call run_unit_rules,$f)))

unit-binaries: $(UNIT_BIN)

# --- commands for people -------------------------------------------------------------------
install-packages:
	@sh deploy/install-packages.sh build run test

packages:
	@sh deploy/install-packages.sh --quiet $(GROUPS)

run:
	@sh deploy/install-packages.sh --quiet build run
	@$(MAKE) --no-print-directory all
	@sh deploy/run-lobby.sh $(B)/riwaq

test:
	@sh deploy/install-packages.sh --quiet build run test
	@$(MAKE) --no-print-directory all unit-binaries
	@sh tests/run.sh $(B)

check:
	@sh deploy/install-packages.sh --quiet build run check
	@MAKE='$(MAKE)' sh tests/check.sh $(B)

# For clang-tidy, and for editors (clangd looks into build/ by itself).
compile-commands: $(EMBEDDED)
	@flags=$$(printf '%s' $(call shell_word,$(CPPFLAGS_ALL) $(CFLAGS_OF_player)) | sed 's/[\"]/\\&/g'); \
	{ sep='['; for f in app/*.c app/*/*.c; do [ -f $$f ] || continue; \
	printf '%s\n{"directory": "%s", "file": "%s", "command": "cc %s -c %s"}' "$$sep" '$(CURDIR)' $$f "$$flags" $$f; \
	sep=,; done; printf '\n]\n'; } > $(B)/compile_commands.json

bench:
	@sh deploy/install-packages.sh --quiet build run test bench
	@$(MAKE) --no-print-directory all
	@sh tests/bench/run.sh $(B) $(BENCH)

fuzz:
	@sh deploy/install-packages.sh --quiet build run check
	@sh tests/fuzz/run.sh

# The pictures of the themes that the manuals show.
gallery previews: all
	@sh deploy/previews.sh $(B)/riwaq

# The pictures that tests/e2e/goldens.sh measures by: look at each before you commit it.
goldens: all
	@sh tests/goldens/draw.sh $(B)/riwaq tests/goldens tests/goldens/*.json
	@sh tests/goldens/draw-themes.sh $(B)/riwaq tests/goldens/themes
	@git status --short tests/goldens

install: all
	install -D -m 755 $(B)/riwaq $(DESTDIR)$(PREFIX)/bin/riwaq
	for f in $$(find themes fonts -type f); do \
		install -D -m 644 $$f $(DESTDIR)$(PREFIX)/share/riwaq/$$f || exit 1; done
	install -D -m 644 LICENSE $(DESTDIR)$(PREFIX)/share/doc/riwaq/copyright
	for f in deploy/man/*; do \
		install -D -m 644 $$f $(DESTDIR)$(PREFIX)/share/man/man$${f##*.}/$${f##*/} || exit 1; done
	install -D -m 755 deploy/kiosk.sh $(DESTDIR)$(PREFIX)/sbin/riwaq-kiosk
	install -m 644 deploy/kiosk-edits.sh $(DESTDIR)$(PREFIX)/share/riwaq
	install -m 644 README.md CHANGELOG.md deploy/riwaq.conf.example deploy/raspberry-pi.md deploy/mini-pc.md \
		$(DESTDIR)$(PREFIX)/share/doc/riwaq
	install -d $(DESTDIR)$(PREFIX)/lib/systemd/system
	sed 's|@PREFIX@|$(PREFIX)|g' deploy/riwaq.service > $(DESTDIR)$(PREFIX)/lib/systemd/system/riwaq.service
	install -D -m 644 deploy/riwaq.sysusers $(DESTDIR)$(PREFIX)/lib/sysusers.d/riwaq.conf

# The Debian package of this machine's architecture, into $(B)/deb; ARCH=arm64: cross-built in a bare
# Debian of its own, and what needs no display tested there (root, some 2 GB, a quarter of an hour).
deb:
	@sh deploy/deb.sh $(B)/deb $(ARCH)

# A Debian with the package, booted in an emulated machine: power cuts, no network, no clock, the
# display pulled (root, 3 GB, an hour). PATTERN=boot: only the topics whose name has it.
kiosk-test:
	@bash tests/kiosk/run.sh $(B) $(PATTERN)

# Thirty days of simulated time among everything that goes wrong (a quarter of an hour, or more on a
# machine that is busy). DAYS=2: fewer; SOAK: further options of tests/soak/soak.py.
soak:
	@sh deploy/install-packages.sh --quiet build run test
	@$(MAKE) --no-print-directory all $(B)/tests/soak/clock.so
	@python3 tests/soak/soak.py $(B) $(if $(DAYS),--days $(DAYS)) $(SOAK)

$(B)/tests/soak/clock.so: $(wildcard tests/soak/*.c tests/soak/*.h)
	@mkdir -p $(@D)
	$(CC) -std=c17 -D_GNU_SOURCE -O2 -g $(WARNINGS) -shared -fPIC $(call cflags_of,sdl2) -o $@ $(filter %.c,$^) -ldl -lpthread

clean:
	rm -rf build build-san build-clang build-san-clang

# Not of all below: the Debians that packages are made and tried in have folders of that name.
-include $(shell find $(B)/app $(B)/tests/unit -name '*.d' -type f 2>/dev/null)
