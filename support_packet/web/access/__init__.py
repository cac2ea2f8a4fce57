"""Who may download: the token of a request, the user behind it, and what that user may do."""
