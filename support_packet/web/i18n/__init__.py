"""The languages of the page and of error messages."""
