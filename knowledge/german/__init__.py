"""German analysis used on both sides of the index: words, concepts, dates, amounts, places."""
