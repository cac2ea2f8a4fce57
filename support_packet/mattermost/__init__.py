"""Reads one Mattermost installation: its configuration, database, plugins and logs."""
