"""The chat page and what it shows, as HTML made from values: every text of an article or a person is escaped."""
