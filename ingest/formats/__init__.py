"""One file a format: each holds a ``FORMAT`` that the registry finds by itself."""
