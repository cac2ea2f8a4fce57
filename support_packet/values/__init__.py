"""What all parts exchange: messages for people, reasons, warnings, rows, names of files."""
