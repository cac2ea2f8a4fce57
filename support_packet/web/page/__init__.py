"""The page: what an admin sees before and while a packet is downloaded."""
