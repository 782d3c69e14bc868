"""How good it is: data sets, metrics, runs, comparisons and reports."""
