"""The packet over HTTP: slots, the stream to one client, and the report about it."""
