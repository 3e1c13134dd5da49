"""``wence eval page``: what a reader waits for, in a real browser.

From the start of the server until a question can be typed; and from sending a question until the
first words of its answer are seen.
"""

import shutil
import time
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

from assistant.settings import Settings
from eval.measures.machine import percentile
from eval.serving import serving
from indexer.errors import WenceError

_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_TO_FIRST_WORDS = """(question) => new Promise((done) => {
  const turns = () => document.querySelectorAll("#conversation .turn");
  const before = turns().length;
  const field = document.querySelector("#question textarea");
  field.value = question;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  setTimeout(() => {
    const sent = performance.now();
    const watch = new MutationObserver(() => {
      const turn = turns()[before];
      if (!turn || turn.classList.contains("waiting")) return;
      watch.disconnect();
      requestAnimationFrame(() => done(performance.now() - sent));
    });
    watch.observe(document.body, { childList: true, subtree: true });
    document.getElementById("send").click();
  }, 50);
})"""


def measure_page(settings: Settings, questions: Sequence[str]) -> dict[str, float]:
    """Seconds until the page is usable, milliseconds until the first words of answers.

    Raises:
        WenceError: there is no browser, or the server did not start.
    """
    chromium = shutil.which("chromium")
    if chromium is None:
        raise WenceError("没有找到浏览器 chromium。请先运行 scripts/system-packages.sh。")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver, ExitStack() as stack:
        browser = driver.chromium.launch(executable_path=chromium, args=_FLAGS)
        server = stack.enter_context(serving(settings))
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(server.address)
        page.wait_for_selector("#question textarea")
        usable = time.perf_counter() - server.started
        times = [_first_words(page, each) for each in questions]
        browser.close()
    return {
        "usable_s": usable,
        "questions": len(times),
        "first_words_p50_ms": percentile(times, 0.5),
        "first_words_p95_ms": percentile(times, 0.95),
        "first_words_max_ms": max(times, default=0.0),
    }


def _first_words(page: Any, question: str) -> float:
    """The wait for one question; the conversation is cleared, as a new reader has none."""
    waited = float(page.evaluate(_TO_FIRST_WORDS, question))
    page.locator(".turn .reply .tools").first.wait_for()
    page.click("#talk-clear")
    page.wait_for_selector("#conversation .hint")
    return waited
