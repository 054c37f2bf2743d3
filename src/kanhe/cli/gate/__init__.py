"""The commands of ``kanhe gate`` beside the server: asking it, verifying clearances offline, keys and revocations."""
