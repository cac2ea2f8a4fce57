"""Live tests of the services that the configuration switches on, each with a deadline."""
