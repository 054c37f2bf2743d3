"""HTTP over inspection and ledger."""
