"""Introductions: two members get each other's contact only after both have said yes."""
