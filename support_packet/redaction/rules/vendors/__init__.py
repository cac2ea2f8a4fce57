"""Keys and tokens of other services, known by their shape, their address or the vendor's name."""
