"""Adds to the support packet the files of all other nodes of the cluster."""
