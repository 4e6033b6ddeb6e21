"""From a question to a checked answer: understand → retrieve → judge → write → check → attach."""
