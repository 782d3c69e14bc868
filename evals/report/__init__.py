"""What is read of runs: the page, the board, comparisons, thresholds."""
