"""The documents in the chat: staff send, check, correct, replace and remove them, and see what is missing."""
