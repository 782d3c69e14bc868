"""Short answers from readings: spans widened, weighed, grouped, and how sure they are."""
