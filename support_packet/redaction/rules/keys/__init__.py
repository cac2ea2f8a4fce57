"""Private keys, hashes of passwords, and whole documents that give access."""
