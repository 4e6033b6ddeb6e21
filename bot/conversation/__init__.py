"""The conversation, free of any channel: an incoming event becomes outgoing actions; knows no event loop."""
