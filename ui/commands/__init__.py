"""The commands, one file for each thing a person comes to do."""
