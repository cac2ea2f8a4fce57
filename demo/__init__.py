"""The example installation and the demonstration on it; neither is part of the wheel."""
