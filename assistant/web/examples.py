"""Questions to begin with, of what the documents at hand say."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from html import escape
from pathlib import Path
from threading import Lock

from assistant.facts import matrix, year_of
from assistant.service import Service
from assistant.web.words import Words

_EXAMPLES = Path(__file__).with_name("examples.toml")
_PLACE = re.compile(r"\{(\w+)\}")
_Pair = tuple[str, str]  # what a button says, what it asks
_LONGEST = 16  # characters of a measure's heading that a question may bear


class Examples:
    """Rows of buttons that ask themselves, for staff and for citizens.

    Whether the documents answer the citizens' examples takes longer to find out than all else on
    the page: it is built with their places empty, and filled once it stands.
    """

    def __init__(self, service: Service, words: Words) -> None:
        """Takes the service whose documents are asked, and the language."""
        self._service, self._words = service, words
        self._examples = tomllib.loads(_EXAMPLES.read_text("utf-8"))[words.language]
        self._turn = Lock()
        self._found: tuple[int, str] | None = None  # version of what is served, rows

    def unchecked(self) -> str:
        """The rows at once; the citizens' take their room and cannot be seen."""
        return self._rows([_pair(each) for each in self._examples["citizen"]], "chip-row unchecked")

    def checked(self) -> str:
        """The rows with those citizens' questions alone that the documents answer."""
        with self._turn:
            version = self._service.version
            if self._found is None or self._found[0] != version:
                near = [each for each in self._examples["citizen"] if self._near(each["question"])]
                self._found = version, self._rows([_pair(each) for each in near], "chip-row")
            return self._found[1]

    def _rows(self, citizens: list[_Pair], kind: str) -> str:
        said = _said(self._service)
        staff = [
            (_filled(each["chip"], said), _filled(each["question"], said))
            for each in self._examples["staff"]
            if set(_PLACE.findall(each["question"])) <= set(said)
        ]
        rows = ("staff", staff, "chip-row"), ("citizen", citizens, kind)
        return "".join(
            _row(self._words(f"ask.{who}"), pairs, of) for who, pairs, of in rows if pairs
        )

    def _near(self, question: str) -> bool:
        """Whether the documents answer a question, or say something near to it."""
        answer = self._service.assistant().ask(question)
        return bool(answer.citations or answer.related)


def _pair(example: dict[str, str]) -> _Pair:
    return example["chip"], example["question"]


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


def _row(label: str, pairs: list[_Pair], kind: str) -> str:
    named = f'<p class="chip-label">{escape(label)}</p>'
    return f'<div class="{kind}">{named}{"".join(_chips(pairs))}</div>'


def _chips(pairs: list[_Pair]) -> Iterator[str]:
    for chip, question in pairs:
        yield (
            f'<button type="button" data-ask="{escape(question)}" title="{escape(question)}">'
            f"{escape(chip)}</button>"
        )
