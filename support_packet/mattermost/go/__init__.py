"""Go's own readers and writers of JSON, YAML and URLs, as Mattermost uses them."""
