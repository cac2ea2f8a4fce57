"""What the program asks of its own process: threads, memory, priority, time, imports."""
