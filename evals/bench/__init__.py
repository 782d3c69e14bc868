"""Programs that measure one thing each; every one says in its first lines what, on which data, and how to run it."""
