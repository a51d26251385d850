"""The verbs: plain functions that take a session first and flush; edges commit."""
