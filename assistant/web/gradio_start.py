"""gradio, imported without what it does for editors of its own source.

At each import gradio parses the source of every component and writes type stubs (.pyi) beside
it, 40 % of the time that the import takes (``gradio.component_meta.create_or_modify_pyi``). It
leaves a component out whose source is not to be found.
"""

import inspect
from typing import Any


def import_gradio() -> None:
    """Imports gradio; its components seem to have no source while that lasts."""
    real = inspect.getfile

    def unfound(thing: Any) -> str:
        if type(thing).__name__ == "ComponentMeta":
            raise OSError("no stubs are written")
        return real(thing)

    inspect.getfile = unfound  # type: ignore[assignment]
    try:
        import gradio  # noqa: F401
    finally:
        inspect.getfile = real
