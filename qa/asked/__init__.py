"""What is asked: the kind of question, what a follow-up leaves out, and the days and sources it names."""
