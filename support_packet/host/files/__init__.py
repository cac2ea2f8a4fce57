"""Makes the content of declared files, within all limits of time and size, and sends it."""
