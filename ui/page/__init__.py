"""What the page shows, as HTML made from values: every text of an article or a person is escaped on its way in."""
