"""What a rule can be: the ways in which secrets are looked for, and what all of them have."""
