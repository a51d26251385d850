"""NADA, the catalogue software of ANDA: its JSON, its resources, and a package to import."""
