"""DCAT 3 in its three serialisations, from one JSON-LD dict."""
