"""Stories made up by program, each with questions whose answers are known by construction."""
