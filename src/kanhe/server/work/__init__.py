"""Uploads become inspections: storage, the engine that runs them, and the dispatcher between ledger and engine."""
