"""The packet over HTTP: the stream to a client, and the report about it."""
