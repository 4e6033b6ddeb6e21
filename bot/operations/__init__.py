"""What whoever runs the bot does with it beside serving: backups, moves, periods of keeping, the audit log."""
