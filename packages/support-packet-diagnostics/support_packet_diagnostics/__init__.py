"""What the newest Mattermost puts into its own support packet, as far as it is visible outside."""
