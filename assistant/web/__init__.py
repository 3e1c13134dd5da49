"""The page: the only part of Wence that imports gradio, and only when it is served."""

from assistant.web.server import serve

__all__ = ["serve"]
