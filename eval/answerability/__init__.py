"""Fitting what tells answerable questions from those that a plan leaves unanswered."""
