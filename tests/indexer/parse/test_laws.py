"""Laws of parsing that hold for every text, however odd: nothing raises, every span leads home."""

from collections.abc import Callable

import pytest

from indexer.model import Document
from indexer.parse.normalize import clean, fold, squeeze
from tests.cases_of import cases_of

Parse = Callable[[str], Document]
WRAPPED = "\n\n".join(["鼓励企业推出以旧换新、购车赠送充电桩等配套活动，支持汽车经"] * 12)
TEXTS = {
    "empty": "",
    "white": " \u3000\n\t \r\n\xa0",
    "one sentence": "只有一句话",
    "headings alone": "一、\n二、\n三、",
    "100k of one character": "无" * 100_000,
    "100k digits": "1" * 100_000,
    "100k open brackets": "（" * 100_000,
    "100k closed brackets": "）" * 100_000,
    "100k open titles in a clause": "一、甲\n1." + "《" * 100_000,
    "100k line ends": "\n" * 100_000,
    "an endless demand": "一、甲\n1.到2025年，" + "建成" * 5_000,
    "an endless list": "一、甲\n1.乙。（牵头单位：" + "区财政局、" * 500,
    "many numbers in a line": "1." * 500,
    "unbalanced brackets": "一、甲\n1.乙）））。（牵头单位：（区财政局\n2.丙（（。",
    "a role in every bracket": "（牵头单位：" * 50,
    "marks of bytes and width": "\ufeff一、甲\u200b乙\n１．丙\xad丁。",
    "emoji and rare characters": "一、😀𠮷\n1.𠮷😀。（牵头单位：区财政局）",
    "old line ends": "一、甲\r1.乙。\r2.丙。\f3.丁。\v4.戊。",
    "page marks among lines": "一、甲\n- 1 -\n1.乙。\n— 2 —\n2.丙。\n第 3 页",
    "control characters": "一、甲\x01\x02\n1.乙\x00丙。",
    "wrapped by hand": WRAPPED,
} | {row.id: row.values[0]["text"] for row in cases_of("clauses")}
texts = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)


@texts
def test_each_clean_character_is_the_source_character_at_its_offset(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.text) == len(cleaned.folded) == len(cleaned.offsets)
    places = list(cleaned.offsets)
    pairs = zip(cleaned.text, places, strict=True)
    assert [(p, c) for c, p in pairs if not c.isspace() and text[p] != c] == []
    assert places == sorted(set(places))


@texts
def test_cleaning_loses_white_space_and_page_marks_alone(text: str) -> None:
    kept = set(clean(text).offsets)
    lost = {char for place, char in enumerate(text) if place not in kept and char.isprintable()}
    assert lost <= set(" -—0123456789第页")


@texts
def test_a_clean_text_is_clean(text: str) -> None:
    once = clean(text).text
    assert squeeze(once) == once.replace("\n", "")


@texts
def test_every_span_leads_to_its_words(parse: Parse, text: str) -> None:
    document = parse(text)
    clauses = {clause.clause_id: clause for clause in document.clauses}
    for clause in document.clauses:
        own = text[clause.own.start : clause.own.end]
        assert squeeze(clause.text) in squeeze(own)
    for each in document.attributions:
        assert squeeze(text[each.span.start : each.span.end]) == each.organ
        whole = clauses[each.clause_id].span  # organs of a clause may stand below its items
        assert whole.start <= each.span.start < each.span.end <= whole.end
    for fact in (*document.targets, *document.references):
        own = clauses[fact.clause_id].own
        assert own.start <= fact.span.start < fact.span.end <= own.end


@texts
def test_the_same_text_gives_the_same_records(parse: Parse, text: str) -> None:
    first = parse(text)
    clean.cache_clear()
    assert parse(text) == first


@pytest.mark.parametrize("char", [chr(code) for code in (*range(0x20, 0x7F), 0x3000, 0xFF01)])
def test_folding_replaces_one_for_one_and_once(char: str) -> None:
    assert len(fold(char)) == 1
    assert fold(fold(char)) == fold(char)


@pytest.mark.parametrize("case", cases_of("attributions"))
def test_width_changes_no_organ(parse: Parse, case: dict[str, str]) -> None:
    wide = f"一、任务\n1.推进工作。{case['text']}\n"
    narrow = wide.translate(str.maketrans("（），：；", "(),:;"))
    organs = [(a.role, fold(a.organ)) for a in parse(wide).attributions]
    assert [(a.role, fold(a.organ)) for a in parse(narrow).attributions] == organs


@pytest.mark.parametrize("case", cases_of("targets"))
def test_spaces_beside_chinese_change_no_target(parse: Parse, case: dict[str, str]) -> None:
    def read(text: str) -> list[tuple[str, float | None, str | None, str | None]]:
        found = parse(f"一、任务\n1.推进工作。{text}\n").targets
        return [(t.comparator, t.value, t.unit, t.deadline) for t in found]

    spaced = "".join(f" {c} " if "\u4e00" <= c <= "\u9fff" else c for c in case["text"])
    assert read(spaced) == read(case["text"])
