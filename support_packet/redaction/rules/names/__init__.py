"""Values after, before or within their names, in the notations of programs."""
