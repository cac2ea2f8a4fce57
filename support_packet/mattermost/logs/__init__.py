"""The log files of a Mattermost server: where they are, and their newest lines."""
