"""The faces: pages, protocols, command line. Alone knows Flask; alone commits."""
