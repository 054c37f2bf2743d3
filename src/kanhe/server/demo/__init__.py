"""A year for newcomers to look at: the reference case, which is public record, and enterprises, apps, stores and a regulator
that are invented and say so in their names."""
