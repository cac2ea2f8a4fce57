"""The rules that find credentials no configuration knows, by family."""
