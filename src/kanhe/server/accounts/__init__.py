"""Accounts: who may sign in, by password, token or identity provider; never in the journal, which forgets nothing."""
