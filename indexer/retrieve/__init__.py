"""Document -> passages -> two legs (sparse, dense) -> fused hits."""
