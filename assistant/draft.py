"""What a composer hands over: statements with the evidence that each stands on.

A draft holds no markers and no quotes; ``citations.py`` numbers the evidence, cuts the
quotes out of the source and checks every statement against its clauses.
"""

from dataclasses import dataclass

from indexer.model import Clause, Span, Table


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place of the source that a statement stands on."""

    clause: Clause
    span: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of an answer.

    ``derived`` are numbers that stand in no clause because they count what the evidence or
    the table shows, or are worked out from it; ``row`` marks a line that repeats a row of the table.
    """

    text: str
    evidence: tuple[Evidence, ...] = ()
    derived: tuple[float, ...] = ()
    row: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before its citations are made."""

    intent: str
    statements: tuple[Statement, ...]
    table: Table | None = None
    found: bool = True
    named: bool = False  # its statements say themselves which document speaks
    related: tuple[Evidence, ...] = ()
