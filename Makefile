# make run: set up, build the index, serve the page. make test: set up, pass the tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test lint gate baselines report answerability clean

# Where python is told to write no bytecode (containers), each start would compile every module.
COMPILE := $(BIN)/python -m compileall -q assistant indexer eval

run: $(VENV)/.default
	$(COMPILE)
	$(BIN)/wence run

test: $(VENV)/.dev
	bash scripts/system-packages.sh
	$(COMPILE)
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "需要 Python 3.11 或更新版本；用 make PYTHON=/路径/python3.11 指定。"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.default: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/.default

# No answer of the home plans may get worse than the committed figures.
GATED := home-dev home2-dev
gate: $(VENV)/.dev
	for set in $(GATED); do $(BIN)/wence eval answers --questions eval/topics/$$set.jsonl \
	  --against eval/baselines/$$set.json || exit 1; done

baselines: $(VENV)/.dev
	for set in $(GATED); do $(BIN)/wence eval answers --questions eval/topics/$$set.jsonl \
	  --report artefacts/$$set && cp artefacts/$$set/answers.json eval/baselines/$$set.json || exit 1; done

# What tells a question that a plan leaves unanswered, fitted anew; prints what held-out plans show.
answerability: $(VENV)/.dev
	$(BIN)/python -m eval.answerability --weights assistant/weights/answerability.npz \
	  $(addprefix corpus=,$(wildcard eval/topics/home-answerability.jsonl eval/topics/home-dev.jsonl \
	  eval/topics/home[234]-dev.jsonl)) $(wildcard eval/invented/*/) $(wildcard eval/answerability/plans/*/)

# The published comparison with peers; test sets that are not here are left out.
BENCHMARKS := $(wildcard ../shared/data/bench/*.json)
report: $(VENV)/.dev
	$(BIN)/wence eval peers --dataset $(BENCHMARKS) $(wildcard eval/topics/home-*.jsonl) --report eval/published
	$(BIN)/wence eval peers --questions eval/topics/home-dev.jsonl --report eval/published/home
	$(BIN)/wence eval peers --questions eval/topics/home2-dev.jsonl --report eval/published/home2

clean:
	rm -rf $(VENV) corpus/.wence artefacts
