# Everything a fresh machine needs is Python 3.11-3.13, pip, git and make: each target makes .venv first.
PYTHON ?= python3
BIN := .venv/bin
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock"

.PHONY: demo test test-jax test-quick lint audit attacks attacks-peers fuzz bench lock clean

demo: .venv/.base  ## build, grade and report a sample class
	$(BIN)/tamrin demo hw02 --out demo

test: .venv/.dev  ## all tests
	$(BIN)/pytest -n 2 --dist loadgroup -m "not stress"

test-jax: .venv/.dev  ## the references that train, once more on JAX
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/jax.txt
	$(BIN)/pytest tests/assignments/test_backends.py

test-quick: .venv/.dev  ## the tests that take neither TensorFlow nor Otter
	$(BIN)/pytest -n 2 --dist loadgroup -m "not slow and not stress"

lint: .venv/.dev  ## formatting, style, types, generated files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/tamrin build --check

audit: .venv/.dev  ## every bank and all mutants of all assignments; the tests take 100 mutants of each
	for folder in assignments/hw*/; do $(BIN)/tamrin audit $$(basename $$folder) || exit 1; done

fuzz: .venv/.dev  ## feed the decoder of the wire random bytes; needs the package atheris
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/fuzz.txt
	$(BIN)/python tests/fuzz/fuzz_wire.py tests/fuzz/corpus -max_total_time=$(or $(SECONDS),600) -timeout=10

bench: .venv/.bench  ## seconds per submission beside Otter and nbgrader
	$(BIN)/python bench/peers.py

.venv/.bench: .venv/.dev requirements/bench.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	$(BIN)/python -m compileall -q .venv || true
	touch $@

attacks: .venv/.dev  ## every attack of tests/attacks against the grader
	$(BIN)/python -m tests.attacks.run

attacks-peers: .venv/.bench  ## the harmless ones of them against Otter and nbgrader
	$(BIN)/python -m tests.attacks.peers

# Byte-compiling once at set-up halves the start of every process that imports a large library.
.venv/.base: requirements/base.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q .venv tamrin || true
	touch $@

.venv/.dev: .venv/.base requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m compileall -q .venv || true
	touch $@

lock:  ## pin and hash all requirements anew (needs uv)
	$(COMPILE) --all-extras pyproject.toml requirements/build.in -o requirements/dev.txt
	$(COMPILE) -c requirements/dev.txt pyproject.toml requirements/build.in -o requirements/base.txt
	for more in bench fuzz jax; do $(COMPILE) -c requirements/dev.txt requirements/$$more.in -o requirements/$$more.txt || exit 1; done

clean:
	rm -rf .venv demo release key graded
