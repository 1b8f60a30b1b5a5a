"""A date with time, read and shown in a weblog's time zone."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext


class MomentField(forms.Field):
    """Yields an aware datetime or None. ``kept`` is a moment that stays to the microsecond if the field still shows
    it; the browser's field knows only seconds."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local", "step": "1"})
    zone: ZoneInfo = ZoneInfo("UTC")
    kept: datetime | None = None

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        try:
            local = datetime.fromisoformat(str(value).strip())
            moment = local.replace(tzinfo=self.zone).astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise ValidationError(gettext("Write the date like 2017-08-21T09:30.")) from error
        if not 1970 <= moment.year <= 9000:
            raise ValidationError(gettext("Choose a year from 1970 on."))
        if self.kept and shown(self.kept, self.zone) == shown(moment, self.zone):
            return self.kept
        return moment


def shown(moment: datetime | None, zone: ZoneInfo) -> str:
    """The moment as a browser's field for date and time takes it, in that zone."""
    return moment.astimezone(zone).strftime("%Y-%m-%dT%H:%M:%S") if moment else ""
