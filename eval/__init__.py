"""Measures Wence: parsing against gold, answers against questions. Run from a checkout."""
