# Each target does its own set-up: .venv, the packages of a lock file, and for the tests a Chromium, an
# nginx, a feed reader and a calendar program. Once that is there, nothing is fetched and nothing is installed again
# until a lock file changes.
#
# All paths are relative, because make cannot handle a space in a target; the checkout itself may stand anywhere.

ARGS ?=
N ?=
PYTHON ?=

PY := .venv/bin/python
PIP := $(PY) -m pip install --disable-pip-version-check --no-input -q
PYTHONS := $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11)

# Packages of another Python, or of the person's own, must not get in.
unexport PYTHONPATH PYTHONHOME PYTHONUSERBASE PIP_USER PIP_TARGET PIP_PREFIX

# feedgen comes as source only, and is built with the setuptools of requirements-build.lock: without
# --no-build-isolation pip would fetch one that no hash holds.
INSTALL := $(PIP) --require-hashes -r requirements-build.lock && $(PIP) --no-build-isolation --require-hashes -r

# A .venv whose Python went away, or that was copied half, is made again.
BROKEN_VENV := $(shell $(PY) -c 'import pip' 2>/dev/null || echo FORCE)

.DELETE_ON_ERROR:
.PHONY: site test check serve redactie verify-loting bench lock clean distclean help FORCE

site: .venv/.runtime ## maakt de site in output/
	@$(PY) build.py build $(ARGS)

test: .venv/.test check ## controleert alles en draait alle tests, ook met echte programma's
	@$(PY) tests/setup_browser.py
	@$(PY) tests/setup_programs.py
	@$(PY) tests/setup_npm.py
	@$(PY) -m pytest $(ARGS)

check: .venv/.test ## controleert opmaak, code, types en de inhoud, zonder tests
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@$(PY) build.py check

serve: .venv/.runtime ## toont de site op deze computer en volgt wijzigingen
	@$(PY) build.py serve $(ARGS)

redactie: .venv/.test ## toont een formulier op deze computer, waarmee u voorstellen, adviezen en wijkscans schrijft
	@$(PY) tests/setup_npm.py
	@$(PY) build.py redactie $(ARGS)

verify-loting: .venv/.loting ## speelt een loting na (met ARGS=id-van-de-loting)
	@$(PY) build.py verify-loting $(ARGS)

bench: .venv/.bench ## meet hoe lang controleren en bouwen duurt (een stad van 5.000 voorstellen: make bench N=5000)
	@$(PY) bench/meet.py $(N)

lock: .venv-lock/bin/uv ## legt de versies opnieuw vast (nieuwere: make lock ARGS=--upgrade)
	@printf 'setuptools\nwheel\n' | $(COMPILE) - --output-file requirements-build.lock
	@$(COMPILE) pyproject.toml --output-file requirements.lock
	@$(COMPILE) pyproject.toml --extra loting --constraint requirements.lock --output-file requirements-loting.lock
	@$(COMPILE) pyproject.toml --extra bronnen --constraint requirements.lock --output-file requirements-bronnen.lock
	@$(COMPILE) pyproject.toml --extra publiceren --constraint requirements.lock --output-file requirements-publiceren.lock
	@$(COMPILE) pyproject.toml --extra levering --constraint requirements.lock --output-file requirements-levering.lock
	@$(COMPILE) pyproject.toml --extra loting --extra bronnen --extra publiceren --extra test \
	    --constraint requirements-loting.lock --constraint requirements-bronnen.lock \
	    --constraint requirements-publiceren.lock --output-file requirements-test.lock
	@$(COMPILE) pyproject.toml --extra bench --constraint requirements.lock --output-file requirements-bench.lock

clean: ## ruimt op wat bouwen en testen achterlaten, ook output/
	@rm -rf output .output* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -path './.venv*' -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## ruimt ook de Python-omgeving op
	@rm -rf .venv .venv-lock npm/node_modules

help: ## toont deze lijst
	@awk -F ' ## ' '/^[a-z-]+:.* ## / { sub(/:.*/, "", $$1); printf "make %-14s %s\n", $$1, $$2 }' Makefile

# --- set-up ---

.venv/.runtime: requirements.lock requirements-build.lock .venv/pyvenv.cfg
	@echo "Pakketten installeren uit requirements.lock"
	@$(INSTALL) requirements.lock
	@touch $@

# The draw needs solvers of over 100 MB, and only who holds a draw again needs those.
.venv/.loting: requirements-loting.lock requirements-build.lock .venv/pyvenv.cfg
	@echo "Pakketten installeren uit requirements-loting.lock"
	@$(INSTALL) requirements-loting.lock
	@touch .venv/.runtime $@

.venv/.bench: requirements-bench.lock requirements-build.lock .venv/pyvenv.cfg
	@echo "Pakketten installeren uit requirements-bench.lock"
	@$(INSTALL) requirements-bench.lock
	@touch .venv/.runtime $@

# The test lock holds the runtime packages too, at the same versions.
.venv/.test: requirements-test.lock requirements-build.lock .venv/pyvenv.cfg
	@echo "Pakketten installeren uit requirements-test.lock"
	@$(INSTALL) requirements-test.lock
	@touch .venv/.runtime $@

# Debian cuts ensurepip out of python3 and puts it in a package of its own.
.venv/pyvenv.cfg: $(BROKEN_VENV)
	@python=; \
	for one in $(PYTHONS); do \
	    if "$$one" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$one; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	    echo "fout: Python 3.11 of nieuwer is nodig, maar niet gevonden (gezocht: $(PYTHONS))." >&2; \
	    echo "tip: staat Python ergens anders? Typ dan: make PYTHON=/pad/naar/python3" >&2; \
	    exit 1; \
	fi; \
	has_venv() { "$$python" -c 'import ensurepip, venv' 2>/dev/null; }; \
	if ! has_venv; then \
	    package=$$("$$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
	    root=no; \
	    if [ "$$(id -u)" = 0 ]; then root=; elif sudo -n true 2>/dev/null; then root='sudo -n'; fi; \
	    if [ "$$root" != no ] && command -v apt-get >/dev/null; then \
	        echo "Het pakket $$package installeren"; \
	        $$root apt-get update -qq >/dev/null 2>&1 || true; \
	        $$root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
	            -o DPkg::Lock::Timeout=120 "$$package" >/dev/null 2>&1 </dev/null || true; \
	    fi; \
	    if ! has_venv; then \
	        echo "fout: deze Python kan geen eigen omgeving maken, omdat ensurepip ontbreekt." >&2; \
	        echo "tip: installeer het pakket $$package (op Debian: sudo apt-get install $$package)." >&2; \
	        exit 1; \
	    fi; \
	fi; \
	echo "Python-omgeving maken in .venv met $$python"; \
	"$$python" -m venv --clear .venv

# uv writes one lock for every system, which pip alone cannot. Only who changes dependencies needs it.
COMPILE = .venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
    --no-emit-index-url --no-emit-find-links $(ARGS)

.venv-lock/bin/uv: .venv/pyvenv.cfg
	@echo "uv installeren in .venv-lock"
	@$(PY) -m venv .venv-lock
	@.venv-lock/bin/python -m pip install --disable-pip-version-check --no-input -q uv
	@touch $@
