"""Tumbaga: the checkout itself is the package (package_dir in setup.cfg), so that only one name is installed."""
