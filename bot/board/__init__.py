"""The board: needs, offers and topics that members report, for matching, working groups and the next meeting."""
