"""Secrets in what people and programs say, in the languages of a server's users."""
