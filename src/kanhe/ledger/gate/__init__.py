"""The gate: may this build be listed?  Facts from the ledger, a decision with its reasons, a clearance to carry away."""
