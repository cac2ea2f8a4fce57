"""The manifests of the installed Mattermost plugins."""
