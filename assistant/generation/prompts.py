"""Prompts as files: TOML front matter, a system and a user message, ``$variables``."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

from indexer.errors import WenceError

_FOLDER = Path(__file__).parents[2] / "prompts"  # beside the packages, in a checkout and installed
_FENCE, _PARTED = "+++", "\n---\n"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt file; ``inputs`` are the names that its user message stands for."""

    id: str
    version: int
    inputs: frozenset[str]
    system: str
    user: str

    def filled(self, **values: str) -> str:
        """The user message; what a value says is never read as a variable.

        Raises:
            WenceError: the values are not those that the prompt asks for.
        """
        if set(values) != self.inputs:
            raise WenceError(f"提示词 {self.id} 要填的是 {'、'.join(sorted(self.inputs))}。")
        return Template(self.user).substitute(values)


@cache
def load_prompt(name: str) -> Prompt:
    """The prompt of a file.

    Raises:
        WenceError: there is no such file, or it breaks the form.
    """
    path = _FOLDER / f"{name}.md"
    if not path.exists():
        raise WenceError(f"没有提示词 {name}.md。请取得完整的源码或重新安装。")
    _, front, text = path.read_text("utf-8").split(_FENCE, 2)
    head = tomllib.loads(front)
    system, _, user = text.partition(_PARTED)
    variables = set(Template(user).get_identifiers())
    if variables != set(head["inputs"]):
        raise WenceError(f"提示词 {path.name} 的 inputs 与正文里的变量不一致。")
    prompt = Prompt(head["id"], head["version"], frozenset(variables), system.strip(), user.strip())
    return prompt
