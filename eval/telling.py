"""``wence eval model``: what becomes of a model's sentences, true ones and lies.

A scripted endpoint writes about each answer, every third sentence a lie. Counted are the lies that
were shown, the pieces of the answers that nothing supports (by ``grounding.py``, which shares no
code with the check that is measured), and the true sentences that were dropped.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from assistant.chat import Chat
from assistant.service import Service
from assistant.settings import ModelSettings
from eval.grounding import Grounding
from eval.scripted_model import Script, scripted
from eval.serving import served_app
from indexer.library import Library


@contextmanager
def endpoint(script: Script) -> Iterator[str]:
    """The scripted endpoint on a free port; gives its base address."""
    with served_app(scripted(script)) as address:
        try:
            yield f"{address}/v1"
        finally:
            script.let_go.set()


def measure_telling(library: Library, questions: Sequence[str], model: str) -> dict[str, float]:
    """Counts over the answers that a model of the scripted endpoint tells."""
    script = Script()
    told = shown_lies = unsupported = dropped_true = 0
    grounding = Grounding(library)
    with endpoint(script) as address:
        service = Service(library, model=Chat(ModelSettings(address, model)))
        for question in questions:
            true, lies = len(script.true), len(script.lies)
            answers = list(service.told(service.answer(question)))
            texts = "".join(each.text for each in answers if each.generator != "rules")
            told += answers[-1].generator != "rules"
            shown_lies += sum(each in texts for each in script.lies[lies:])
            if len(script.true) > true:
                dropped_true += sum(each not in texts for each in script.true[true:])
            unsupported += sum(len(grounding.unsupported(each)) for each in answers)
    return {
        "questions": len(questions),
        "told_by_model": told,
        "true_sentences": len(script.true),
        "lies": len(script.lies),
        "lies_shown": shown_lies,
        "unsupported": unsupported,
        "true_dropped": dropped_true / max(1, len(script.true)),
    }
