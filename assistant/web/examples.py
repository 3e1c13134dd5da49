"""Questions to begin with, of what the documents at hand say."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from html import escape
from pathlib import Path

from assistant.facts import matrix, year_of
from assistant.service import Service
from assistant.web.words import Words

_EXAMPLES = Path(__file__).with_name("examples.toml")
_PLACE = re.compile(r"\{(\w+)\}")
_LONGEST = 16  # characters of a measure's heading that a question may bear


def chips(service: Service, words: Words) -> str:
    """Rows of buttons that ask themselves, for staff and for citizens."""
    examples = tomllib.loads(_EXAMPLES.read_text("utf-8"))[words.language]
    said = _said(service)
    asked = {
        "staff": [
            (_filled(each["chip"], said), _filled(each["question"], said))
            for each in examples["staff"]
            if set(_PLACE.findall(each["question"])) <= set(said)
        ],
        "citizen": [
            (each["chip"], each["question"])
            for each in examples["citizen"]
            if _near(service, each["question"])
        ],
    }
    return "".join(_row(words(f"ask.{who}"), pairs) for who, pairs in asked.items() if pairs)


def _said(service: Service) -> dict[str, str]:
    """What the places of the examples stand for; a place without anything is left out."""
    measures = service.measures
    led = (row for row in measures if row["lead"] and 0 < len(row["heading"] or "") <= _LONGEST)
    years = Counter(year_of(row) for row in service.targets if year_of(row).isdigit())
    found = {
        "measure": next(led, {}).get("heading", ""),
        "organ": next(iter(matrix(measures)[0]), ""),
        "year": next((year for year, _ in years.most_common(1)), ""),
    }
    return {name: value for name, value in found.items() if value}


def _filled(text: str, said: dict[str, str]) -> str:
    return _PLACE.sub(lambda place: said.get(place[1], ""), text)


def _near(service: Service, question: str) -> bool:
    """Whether the documents answer a question, or say something near to it."""
    answer = service.assistant().ask(question)
    return bool(answer.citations or answer.related)


def _row(label: str, pairs: list[tuple[str, str]]) -> str:
    return f'<div class="chip-row"><p class="chip-label">{escape(label)}</p>{"".join(_chips(pairs))}</div>'


def _chips(pairs: list[tuple[str, str]]) -> Iterator[str]:
    for chip, question in pairs:
        yield (
            f'<button type="button" data-ask="{escape(question)}" title="{escape(question)}">'
            f"{escape(chip)}</button>"
        )
