"""What is read for pages and programs: plain functions from a connection to frozen values, no HTTP."""
