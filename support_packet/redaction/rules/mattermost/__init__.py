"""Mattermost's own secrets, and those of how it lets people in."""
