"""Reports: one inspection as terminal text, JSON, SARIF and HTML."""
