"""A file that cannot be read to its end."""

from django.utils.translation import gettext as _

from tertulia.exchange.records import BrokenExport


def cut_short(line: int, error: Exception) -> BrokenExport:
    """What is told of a file that was read up to this line."""
    if isinstance(error, EOFError):
        reason = _("line {number}: the file ends in the middle, it was not exported or copied to its end.")
        return BrokenExport(reason.format(number=max(1, line)))
    reason = _("line {number}: the file cannot be read beyond this line: {error}.")
    return BrokenExport(reason.format(number=max(1, line), error=error))
