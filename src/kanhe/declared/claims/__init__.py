"""What a document says is done with personal information: blocks → declarations."""
