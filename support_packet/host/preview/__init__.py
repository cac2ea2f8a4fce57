"""What a packet would hold, for the page and `check`, within what the authors allow."""
