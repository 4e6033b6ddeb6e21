"""Reminders: rules say what is due and until when, one step a minute writes it down, members see and stop their own."""
