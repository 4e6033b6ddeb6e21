"""Who fits whom: from a need in the asker's words to start-ups, partners and groups, each with evidence."""
