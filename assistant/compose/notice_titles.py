"""Which documents are notices that grant something: by their titles, and how much they grant."""

from weakref import WeakKeyDictionary

from assistant.knowledge import Knowledge
from assistant.question import LEXICONS
from indexer.lexicon import load_rules
from indexer.parse.normalize import fold

_KNOWN: WeakKeyDictionary[Knowledge, dict[str, bool]] = WeakKeyDictionary()


def notices(knowledge: Knowledge) -> dict[str, bool]:
    """The ids of the notices; True for one of one benefit, False for measures that grant many."""
    if knowledge not in _KNOWN:
        _KNOWN[knowledge] = _read(knowledge)
    return _KNOWN[knowledge]


def _read(knowledge: Knowledge) -> dict[str, bool]:
    rules = [rule for rule in load_rules("notice_asks", LEXICONS) if rule.fields.get("title")]
    found: dict[str, bool] = {}
    for document in knowledge.documents:
        for rule in rules:
            least = int(rule.fields.get("granting", 0))
            if rule.matches(fold(document.title)) and len(document.benefits) >= least:
                found.setdefault(document.doc_id, least == 0)
    return found
