"""From an organiser's words to messages on many phones: audience, time, approval, delivery, report."""
