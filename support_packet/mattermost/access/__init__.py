"""Whether a token allows a support packet, by Mattermost's own rules."""
