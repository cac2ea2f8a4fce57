"""The host: finds collectors, calls their hooks, and makes a packet of what they declare."""
