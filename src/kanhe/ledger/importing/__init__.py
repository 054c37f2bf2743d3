"""Reading what regulators published into events: notices as CSV, XLSX, DOCX, PDF and HTML, and figures of rounds."""
