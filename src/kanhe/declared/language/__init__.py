"""Chinese first: words, sentences, and the personal information they name.  Knows no document and no evidence."""
