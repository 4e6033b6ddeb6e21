"""The conversation with people, its channels, and the `lotse` command."""
