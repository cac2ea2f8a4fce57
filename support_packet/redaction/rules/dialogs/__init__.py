"""What is said and asked in a login: to servers, at prompts, by clients, and what answers."""
