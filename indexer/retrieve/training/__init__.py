"""Trains the shipped encoder; needs the extra [transformers] and the training folder.

``python -m indexer.retrieve.training DATA OUT`` (see ``indexer/retrieve/README.md``).
"""
