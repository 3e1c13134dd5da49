"""Parts of a question are drafted only while they can add to what the whole found."""

import pytest

from assistant.draft import Draft, Statement
from assistant.several import completed, settled
from indexer.model import Table

FIRST = "月球基地怎么申请，"
TABLE = Table(("条款",), (("1",),))


def draft(intent: str, found: bool = True, table: Table | None = None) -> Draft:
    return Draft(intent, (Statement(f"{intent}。"),), table, found)


@pytest.mark.parametrize(
    ("whole", "part", "closed"),
    [
        (draft("duties", table=TABLE), None, True),
        (draft("doc_number"), None, True),
        (draft("target"), None, False),
        (draft("target"), draft("duties", table=TABLE), True),
        (draft("topic", found=False), None, False),
        (draft("topic", found=False), draft("topic", found=False), True),
        (draft("topic", found=False), draft("lead"), False),
        (draft("compare", found=False), draft("topic", found=False), False),
    ],
)
def test_what_is_settled_no_part_changes(whole: Draft, part: Draft | None, closed: bool) -> None:
    assert settled(whole, part, FIRST) is closed
    if closed:
        parts = (part or draft("lead"), draft("value"))
        assert completed(whole, parts, FIRST) is whole
