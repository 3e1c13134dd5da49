"""Ways of asking in everyday speech, put as the cues read them: 能领几个钱 as 能领多少钱."""

from pathlib import Path

from indexer.lexicon import load_rules

_LEXICONS = Path(__file__).parent / "lexicons"


def in_plain_words(folded: str) -> str:
    """A folded question with the ways of asking that ``everyday.toml`` names put plainly."""
    for rule in load_rules("everyday", _LEXICONS):
        said = rule.text("said")
        if rule.pattern is not None and said is not None:
            folded = rule.pattern.sub(said, folded)
    return folded
