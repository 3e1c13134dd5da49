"""One frozen Settings, built once from options and environment, passed down."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from indexer.errors import WenceError

INDEX_FOLDER = ".wence"


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """A language model behind an endpoint of the OpenAI form."""

    address: str  # such as http://127.0.0.1:8000/v1
    name: str
    key: str = field(default="", repr=False)
    seconds: float = 20.0  # until an answer has to be whole

    @classmethod
    def from_environment(
        cls, environment: Mapping[str, str], address: str | None = None, name: str | None = None
    ) -> "ModelSettings | None":
        """Options first, then WENCE_LLM_BASE_URL, _MODEL, _API_KEY, _TIMEOUT; None without any.

        Raises:
            WenceError: a part is missing or breaks its form.
        """
        found = address or environment.get("WENCE_LLM_BASE_URL", "")
        called = name or environment.get("WENCE_LLM_MODEL", "")
        if not found and not called:
            return None
        if not found.startswith(("http://", "https://")) or not called:
            raise WenceError(
                "大模型要同时写明地址和名称：WENCE_LLM_BASE_URL（以 http:// 或 https:// 开头）和 WENCE_LLM_MODEL。"
            )
        return cls(found, called, environment.get("WENCE_LLM_API_KEY", ""), _seconds(environment))


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things lie."""

    corpus: Path
    index: Path
    # Users and passwords that may change the documents on the page.
    staff: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    model: ModelSettings | None = None

    @classmethod
    def from_environment(
        cls,
        environment: Mapping[str, str] | None = None,
        corpus: str | None = None,
        index: str | None = None,
        model: tuple[str | None, str | None] = (None, None),
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
        written = ModelSettings.from_environment(env, *model)
        index_folder = Path(place).expanduser() if place else folder / INDEX_FOLDER
        return cls(folder, index_folder, staff, written)


def _seconds(environment: Mapping[str, str]) -> float:
    text = environment.get("WENCE_LLM_TIMEOUT", "20")
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 600:
        raise WenceError("WENCE_LLM_TIMEOUT 应是 1 至 600 的秒数。")
    return seconds


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
