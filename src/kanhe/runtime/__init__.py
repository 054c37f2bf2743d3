"""What the app did while it ran: traces and captured traffic, read, joined and made into evidence."""
