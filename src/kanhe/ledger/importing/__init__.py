"""Reading what regulators published: notices as CSV, XLSX, DOCX and HTML, and figures of rounds, into events of the ledger."""
