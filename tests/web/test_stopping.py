"""A question that takes long: what is shown meanwhile, and how it is stopped."""

import threading
from pathlib import Path
from typing import Any

from assistant.dialogue import State
from assistant.service import Service
from assistant.settings import INDEX_FOLDER, Settings
from indexer.library import Library
from indexer.model import Answer
from tests.web.conftest import opened, served


class Slow(Service):
    """Answers its first question once it is let go."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.let_go = threading.Event()

    def ask(self, question: str, state: State, *within: Any) -> tuple[Answer, State]:
        self.let_go.wait(60)
        return super().ask(question, state, *within)


def test_a_long_answer_is_announced_and_can_be_stopped(
    context: Any, library: Library, corpus: Path
) -> None:
    service = Slow(library)
    settings = Settings(corpus, corpus / INDEX_FOLDER)
    with served(service, settings) as address, opened(context, address) as page:
        page.fill("#question textarea", "农机报废更新由谁牵头？")
        page.press("#question textarea", "Enter")
        page.wait_for_selector(".turn.waiting:has-text('正在查找条款')")
        page.get_by_role("button", name="停止").first.click()
        page.wait_for_selector("#conversation:has-text('已停止')")
        service.let_go.set()
        page.fill("#question textarea", "充换电站要建多少座？")
        page.press("#question textarea", "Enter")
        page.wait_for_selector(".turn .tools")
        assert page.locator(".turn").count() == 1
        assert "120座" in page.locator(".turn .reply").inner_text()
