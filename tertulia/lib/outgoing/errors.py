"""Why a page of somebody else could not be had."""


class FetchError(Exception):
    """Nothing came. The text is one line that a host can be shown."""


class Refused(FetchError):
    """We do not go there: the address, what it leads to, or a rule forbids it."""


class Unreachable(FetchError):
    """There is no way to the server at the moment, or it does not prove who it is."""


class NoSuchName(Unreachable):
    """Nobody has that host name."""


class TooSlow(FetchError):
    """The server took longer than it was given."""


class TooLarge(FetchError):
    """There is more of it than we take."""


class Broken(FetchError):
    """What came was no answer as HTTP has it, or ended early."""
