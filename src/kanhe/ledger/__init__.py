"""The system of record: who was inspected, ordered, named, held and cleared, on records that are never changed."""
