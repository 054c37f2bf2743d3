"""What a run watches: one table from the knowledge, which every device renders for its own recorder."""
