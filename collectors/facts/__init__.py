"""Keys of `support_packet.yaml`, by where their values come from."""
