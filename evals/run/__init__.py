"""A whole run: every question asked, a record kept of each, and the records turned into figures."""
