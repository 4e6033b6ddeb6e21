"""`python -m bot`: the same as the `lotse` command."""

from bot.cli import main

main()
