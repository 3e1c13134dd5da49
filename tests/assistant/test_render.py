"""The page's HTML: escaped, marked, with a real table."""

import pytest

from assistant.dialogue import State
from assistant.service import Service
from assistant.web.render import turn
from assistant.web.words import Words
from indexer.build import Library


@pytest.fixture(scope="module")
def service(library: Library) -> Service:
    return Service(library)


def test_a_question_is_shown_as_text(service: Service) -> None:
    html = turn(service, Words(), service.ask("<script>alert(1)</script>谁牵头", State())[0], 1)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_the_quote_is_marked_in_its_clause(service: Service) -> None:
    html = turn(service, Words(), service.ask("充换电站要建多少座", State())[0], 1)
    assert "充换电站120座" in html.split("<mark>")[1].split("</mark>")[0]


def test_every_marker_opens_a_card_that_is_there(service: Service) -> None:
    html = turn(service, Words(), service.ask("区财政局牵头哪些任务", State())[0], 3)
    opened = {part.split('"')[0] for part in html.split('data-card="')[1:]}
    there = {part.split('"')[0] for part in html.split('id="')[1:]}
    assert opened
    assert opened <= there


def test_a_list_is_a_table_with_headed_columns(service: Service) -> None:
    html = turn(service, Words(), service.ask("区财政局牵头哪些任务", State())[0], 1)
    assert html.count("<tr>") == 5
    assert html.count('<th scope="col">') == 4


def test_a_refusal_says_that_it_is_one(service: Service) -> None:
    assert "方案未写明" in turn(
        service, Words(), service.ask("旧空调换新补贴多少钱", State())[0], 1
    )
