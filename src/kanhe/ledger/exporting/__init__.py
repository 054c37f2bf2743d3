"""The texts of the regime, drawn from records, as DOCX and HTML in the usual form."""
