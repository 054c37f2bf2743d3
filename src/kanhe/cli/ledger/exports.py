"""``kanhe ledger export``: the texts of the regime as DOCX or HTML."""

COMMANDS = ()
