"""The conversation's side of matching: start-ups and partner municipalities, browsed and asked for."""
