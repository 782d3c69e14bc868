"""How sources become articles of the archive: read, split, compared with what is there, and committed in batches."""
