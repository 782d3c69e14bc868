"""Where English is read: words, stems, names, numbers, dates, polarity and mood, outcomes, one sentence at a time."""
