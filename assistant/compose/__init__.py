"""One module for each family of answers; each makes drafts for ``citations`` to check."""
