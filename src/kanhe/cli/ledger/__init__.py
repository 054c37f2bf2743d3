"""The commands of ``kanhe ledger``, by subject; each says what is to be recorded, the ledger says whether it may be."""
