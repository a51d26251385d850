"""Tables that map our fields to a standard's, read both ways."""
