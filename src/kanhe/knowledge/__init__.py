"""What is known about the world: items, sensitive calls, SDKs, permissions, instruments, each with a loader."""
