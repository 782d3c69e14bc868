"""What a person sees in a terminal: answers, progress, errors."""
