"""Makes the ZIP as a stream."""
