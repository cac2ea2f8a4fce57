"""Which values of an installation are secret, and what is shown in their place."""
