"""Rules: a query over the evidence tables with its clauses, the engine that asks it, the linter that holds it."""
