"""What the texts of an archive link to, before all of it is here."""

from collections.abc import Collection, Mapping

from django.conf import settings
from django.utils.functional import cached_property

from tertulia.exchange.archive import schema_writing as schema
from tertulia.exchange.archive.restoring import Restoring


class ArchivedAddresses:
    """The addresses of a weblog on its way back (see ``weblog.links.Addresses``)."""

    def __init__(self, here: Restoring) -> None:
        self._here = here

    def files(self, paths: Collection[str]) -> Mapping[str, str]:
        """Which of these lead to files, and to which addresses."""
        return {path: self._files[path] for path in paths if path in self._files}

    def pages(self, paths: Collection[str]) -> Collection[str | None]:
        """Which of these are a post's, or lead anywhere."""
        return {path for path in paths if path in self._here.known.paths or path in self._here.known.old_paths}

    @cached_property
    def _files(self) -> Mapping[str, str]:
        records = self._here.archive.records_again(schema.ADDRESSES)
        leading = ((record["path"], record["to"]) for record in records)
        return {path: self._here.leads_to(to) for path, to in leading if to.startswith(settings.MEDIA_URL)}
