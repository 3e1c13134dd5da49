"""What evaluators bring in: question files and retrieval test sets, checked row by row."""

from eval.formats.gold import read_gold
from eval.formats.topics import Topic, read_topics

__all__ = ["Topic", "read_gold", "read_topics"]
