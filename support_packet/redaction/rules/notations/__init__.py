"""Values whose notation is not just a name and a mark: elements, lists, columns, pairs, types."""
