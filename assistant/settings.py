"""One frozen Settings, built once from options and environment, passed down."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from indexer.errors import WenceError

INDEX_FOLDER = ".wence"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things lie."""

    corpus: Path
    index: Path
    # Users and passwords that may change the documents on the page.
    staff: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @classmethod
    def from_environment(
        cls,
        environment: Mapping[str, str] | None = None,
        corpus: str | None = None,
        index: str | None = None,
    ) -> "Settings":
        """Options first, then WENCE_CORPUS and WENCE_INDEX, then the checkout's corpus.

        The index lies beside its documents (``corpus/.wence``) unless said otherwise, so
        that two corpora never share one. WENCE_HOME names another checkout; WENCE_AUTH
        names who may change the documents on the page.

        Raises:
            WenceError: WENCE_AUTH breaks its form.
        """
        env = os.environ if environment is None else environment
        home = Path(env.get("WENCE_HOME") or Path(__file__).resolve().parent.parent)
        folder = Path(corpus or env.get("WENCE_CORPUS") or home / "corpus").expanduser()
        place = index or env.get("WENCE_INDEX")
        staff = _staff(env.get("WENCE_AUTH", ""))
        return cls(folder, Path(place).expanduser() if place else folder / INDEX_FOLDER, staff)


def _staff(text: str) -> tuple[tuple[str, str], ...]:
    """user:password, and more of them after commas.

    Raises:
        WenceError: a part has no user or no password.
    """
    found = []
    for part in filter(None, (each.strip() for each in text.split(","))):
        user, _, password = part.partition(":")
        if not user or not password:
            raise WenceError("WENCE_AUTH 写得不对。请写成 用户:口令，多人用逗号隔开。")
        found.append((user, password))
    return tuple(found)
