"""Where an answer is looked for, and the passages found there."""
