"""What ``tertulia <command>`` does. Each module has ``run(arguments) -> int``, called once Django is set up;
the arguments are parsed in ``tertulia/cli.py``, the answer is the exit code."""


class CommandError(Exception):
    """The command cannot do what was asked. The message is one line for a person; nothing was changed."""
