"""The demonstration catalogue: real public figures of Cali, with their sources."""
