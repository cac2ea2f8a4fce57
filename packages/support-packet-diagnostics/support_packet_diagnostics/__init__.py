"""What the newest Mattermost puts into its own support packet, as far as it shows from outside."""
