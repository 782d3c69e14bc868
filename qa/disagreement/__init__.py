"""Where sources disagree: conflicts, corrections and developments of one thing, and how they are told."""
