"""What stands between a question as typed and a question as read: its spelling, its language."""
