"""Whose request it is, and what Mattermost permits them."""
