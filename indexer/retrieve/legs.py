"""The ways to search: one leg alone, or both fused."""

LEGS = ("hybrid", "sparse", "dense")
