"""gradio, started without what it does for other users, and without what it does twice.

At each import gradio parses the source of every component and writes type stubs (.pyi) beside
it, 40 % of the time that the import takes (``gradio.component_meta.create_or_modify_pyi``). It
leaves a component out whose source is not to be found.

It imports the package mcp for MCP servers of its own, and does without where that is not
installed (``gradio.mcp.GradioMCPServer``). Ours is another, and loads the package when asked.

A page makes its application when it is begun, when it is ended, and when it is mounted
(``Blocks.__init__``, ``Blocks.__exit__``, ``mount_gradio_app``); only the last is served.
"""

import inspect
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any


def import_gradio() -> None:
    """Imports gradio; its components seem to have no source while that lasts, nor mcp to be there."""
    real = inspect.getfile

    def unfound(thing: Any) -> str:
        if type(thing).__name__ == "ComponentMeta":
            raise OSError("no stubs are written")
        return real(thing)

    with ExitStack() as stack:
        stack.callback(setattr, inspect, "getfile", real)
        inspect.getfile = unfound  # type: ignore[assignment]
        if "mcp" not in sys.modules:
            sys.modules["mcp"] = None  # type: ignore[assignment]
            stack.callback(sys.modules.pop, "mcp")
        import gradio  # noqa: F401


@contextmanager
def without_applications() -> Iterator[None]:
    """Pages that are built meanwhile make no application; one is made where they are mounted."""
    from gradio.routes import App

    real = App.create_app
    App.create_app = staticmethod(lambda *_given, **_named: None)  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        App.create_app = real  # type: ignore[method-assign]
