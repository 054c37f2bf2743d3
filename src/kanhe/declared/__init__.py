"""What an app says to its user: texts and controls of its screens, and later its documents."""
