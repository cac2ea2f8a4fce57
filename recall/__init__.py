"""`make recall`: how much of what is secret is found, and how much of what is not is removed."""
