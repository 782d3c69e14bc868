"""What an article states, with no question in sight: charges and what became of them, people, speakers, corrections."""
