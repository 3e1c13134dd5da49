"""Which encoder: the shipped one, a folder of static weights, or a sentence-transformers model."""

from pathlib import Path

from indexer.retrieve.encoder import SHIPPED, VECTORS, Encoder, StaticEncoder
from indexer.retrieve.tokenizer import Tokenizer


def open_encoder(source: str | None, tokenizer: Tokenizer) -> Encoder:
    """Opens an encoder.

    Args:
        source: None for the shipped one, else a folder or the name of a model.
        tokenizer: cuts for static weights; best the one that the sparse leg cuts with.

    Raises:
        StoreError: the model cannot be loaded; the message says what is missing.
    """
    if source is None:
        return StaticEncoder(SHIPPED, tokenizer)
    folder = Path(source).expanduser()
    if (folder / VECTORS).exists():
        return StaticEncoder(folder, tokenizer, source)
    from indexer.retrieve.transformer import TransformerEncoder

    return TransformerEncoder(source)


def word_encoder(encoder: Encoder, tokenizer: Tokenizer) -> StaticEncoder:
    """An encoder with a vector for each word: the one given, else the shipped one."""
    if isinstance(encoder, StaticEncoder):
        return encoder
    return StaticEncoder(SHIPPED, tokenizer)
