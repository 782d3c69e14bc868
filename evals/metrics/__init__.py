"""Metrics, one idea a file; each is a plain function of texts or numbers."""
