"""What an archive is kept in: the catalogue, which is the truth, and the words and vectors derived from it."""
