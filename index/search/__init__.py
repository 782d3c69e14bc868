"""What is asked of an archive: passages, lists of articles, and what it holds as a whole."""
