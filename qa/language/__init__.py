"""Where English is read: words and their stems, names, numbers, dates, polarity and mood, outcomes; one sentence at a time."""
