"""Every rule of every lexicon proves itself on its own examples and counter-examples."""

from collections import Counter
from pathlib import Path

import pytest

import assistant
from indexer.lexicon import FOLDER, Rule, load_rules
from indexer.parse.normalize import fold
from tests.conftest import ROOT

ASSISTANT = Path(assistant.__file__).parent / "lexicons"
EVALUATION = ROOT / "eval" / "lexicons"
RULES = [
    (folder, path.stem, rule)
    for folder in (FOLDER, ASSISTANT, EVALUATION)
    for path in sorted(folder.glob("*.toml"))
    if path.stem != "intents"
    for rule in load_rules(path.stem, folder)
]
IDS = [f"{name}:{rule.id}" for _, name, rule in RULES]


@pytest.mark.parametrize("rule", [rule for *_, rule in RULES], ids=IDS)
def test_a_rule_matches_its_examples(rule: Rule) -> None:
    assert rule.examples
    assert [text for text in rule.examples if not rule.matches(fold(text))] == []


@pytest.mark.parametrize("rule", [rule for *_, rule in RULES], ids=IDS)
def test_a_rule_does_not_match_its_counter_examples(rule: Rule) -> None:
    assert rule.counter_examples
    assert [text for text in rule.counter_examples if rule.matches(fold(text))] == []


@pytest.mark.parametrize(("folder", "name"), sorted({(f, n) for f, n, _ in RULES}))
def test_no_form_stands_twice_in_a_lexicon(folder: Path, name: str) -> None:
    forms = Counter(form for rule in load_rules(name, folder) for form in rule.forms)
    assert [form for form, count in forms.items() if count > 1] == []
