"""Forms of answer: a span, yes or no, who said it, lists, outcomes, comparisons, why and what happened."""
