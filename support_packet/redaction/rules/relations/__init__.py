"""Values that look like secrets, in any relation to a name: asked after what is more exact."""
