"""What stands before every route: headers, rates, bounds of bodies, and proof that a form came from our own page."""
