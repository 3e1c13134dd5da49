"""Fluent answers by a language model, each sentence held against the clause that it cites."""
