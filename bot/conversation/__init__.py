"""The conversation, channel-neutral: an incoming event becomes outgoing actions; knows no Telegram and no event loop."""
