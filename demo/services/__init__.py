"""The directory and the search server of the example installation."""
