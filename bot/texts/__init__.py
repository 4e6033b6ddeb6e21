"""Every German sentence that the bot and its commands say, one module per area."""
