"""Words and values where they stand in a text: numbers, names, ages, sums, and which of them say the same."""
