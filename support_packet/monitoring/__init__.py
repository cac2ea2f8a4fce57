"""What monitoring reads: the metrics, and whether packets can be made."""
