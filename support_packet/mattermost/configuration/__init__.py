"""The configuration that is active: stored, completed by defaults, overridden by variables."""
