"""Adds to the support packet the logs around Mattermost: audit, journal, nginx and Apache."""
