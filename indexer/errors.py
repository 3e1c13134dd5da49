"""What can go wrong, in the words that the user reads: what, where, what to do next."""


class WenceError(Exception):
    """Base of every error that a face shows as one line; the message is Chinese."""


class CorpusError(WenceError):
    """A corpus, catalogue or document that cannot be read."""


class LexiconError(WenceError):
    """A lexicon file that breaks its schema; names file and entry."""


class StoreError(WenceError):
    """An index that is damaged, locked, or written by another version."""
