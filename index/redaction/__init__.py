"""Names taken out of an archive, the originals that are sealed, and how both are taken back."""
