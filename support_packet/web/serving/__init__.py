"""gunicorn, embedded: the listening socket, the worker process and its log."""
