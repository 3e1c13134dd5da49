"""Parts of the page that show the documents: filled anew once the documents have changed.

Late parts are filled after the page stands, too: what they show takes long to find out.
"""

from collections.abc import Callable, Sequence
from typing import Any

import gradio as gr

from assistant.service import Service

Fill = Callable[[], Sequence[Any]]
Event = Callable[..., Any]


class Freshness:
    """What is shown of the documents, and what fills it."""

    def __init__(self, service: Service) -> None:
        """Takes the service whose documents are shown."""
        self._service = service
        self._seen = gr.State(service.version)
        self._parts: list[Any] = []
        self._late: list[Any] = []
        self._fills: list[Fill] = []
        self._late_fills: list[Fill] = []
        self._events: list[Event] = []

    def add(self, parts: Sequence[Any], fill: Fill) -> None:
        """Parts, and what gives their values in the same order."""
        self._parts += parts
        self._fills.append(fill)

    def add_late(self, parts: Sequence[Any], fill: Fill) -> None:
        """Late parts, and what gives their values in the same order."""
        self._late += parts
        self._late_fills.append(fill)

    def after(self, event: Event) -> None:
        """An event after which the documents may be others than those shown."""
        self._events.append(event)

    def wire(self) -> None:
        """Fills all parts on these events; comes last, when all parts are known."""
        for event in self._events:
            event(
                self._filled,
                [self._seen],
                [self._seen, *self._late, *self._parts],
                show_progress="hidden",
                api_visibility="private",
            )

    def _filled(self, seen: int) -> Sequence[Any]:
        version = self._service.version
        late = [value for fill in self._late_fills for value in fill()]
        if seen == version:
            return [gr.skip(), *late, *[gr.skip()] * len(self._parts)]
        return [version, *late, *(value for fill in self._fills for value in fill())]
