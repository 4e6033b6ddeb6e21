"""What the assistant knows and how it answers: no Telegram, no files, no event loop."""
