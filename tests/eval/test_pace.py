"""Generated plans parse like real ones, and the pace over them is measured."""

from collections.abc import Callable

from eval.pace import measure_pace
from eval.plans import write_plans
from indexer.model import Document, Role


def test_generated_plans_have_what_real_ones_have(parse: Callable[[str], Document]) -> None:
    plans = list(write_plans(3))
    assert plans == list(write_plans(3))
    assert len({each.place for each in plans}) == 3
    for plan in plans:
        document = parse(plan.text)
        assert document.region == plan.place
        assert document.doc_number
        assert document.issued_on
        measures = list(document.measures())
        assert len(measures) == 60
        assert len({each.heading for each in measures}) > 50
        leads = {a.clause_id for a in document.attributions if a.role is Role.LEAD}
        assert leads == {each.clause_id for each in measures}
        assert len(document.targets) > 20


def test_the_pace_of_each_family_is_measured() -> None:
    figures = measure_pace(2)
    assert figures["build"]["documents"] == 2
    assert figures["all"]["questions"] >= 400
    assert 0 < figures["all"]["p50_ms"] <= figures["all"]["p95_ms"] <= figures["all"]["max_ms"]
    assert figures["serve"]["memory_mb"] > 50
