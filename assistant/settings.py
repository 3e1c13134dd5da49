"""One frozen Settings, built once from options and environment, passed down."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

INDEX_FOLDER = ".wence"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things lie."""

    corpus: Path
    index: Path

    @classmethod
    def from_environment(
        cls,
        environment: Mapping[str, str] | None = None,
        corpus: str | None = None,
        index: str | None = None,
    ) -> "Settings":
        """Options first, then WENCE_CORPUS and WENCE_INDEX, then the checkout's corpus.

        The index lies beside its documents (``corpus/.wence``) unless said otherwise, so
        that two corpora never share one. WENCE_HOME names another checkout.
        """
        env = os.environ if environment is None else environment
        home = Path(env.get("WENCE_HOME") or Path(__file__).resolve().parent.parent)
        folder = Path(corpus or env.get("WENCE_CORPUS") or home / "corpus").expanduser()
        place = index or env.get("WENCE_INDEX")
        return cls(folder, Path(place).expanduser() if place else folder / INDEX_FOLDER)
