"""An archive to be spoilt, and what must hold whenever one is refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from tertulia.exchange.records import BrokenExport
from tertulia.lib import clock
from tertulia.media.image import Image
from tertulia.weblog.weblog import Weblog
from tests.cast import gather
from tests.exchange import whole
from tests.exchange.archives import archived, restored


@pytest.fixture(scope="session")
def content(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The archive of a weblog that is no longer here."""
    folder = tmp_path_factory.mktemp("left")
    media = override_settings(MEDIA_ROOT=folder / "media")
    with django_db_blocker.unblock(), media, clock.standing_at(whole.NOW), transaction.atomic():
        kept = archived(whole.fill(gather()), folder / "kept.zip")
        transaction.set_rollback(True)
    return kept


@pytest.fixture
def kept(db: None, content: bytes, tmp_path: Path) -> Path:
    """That archive as a file."""
    path = tmp_path / "kept.zip"
    path.write_bytes(content)
    return path


@pytest.fixture
def refused(kept: Path) -> Callable[[], str]:
    """Why the archive cannot come in; nothing of it must be here afterwards."""

    def why() -> str:
        before = _here()
        with pytest.raises(BrokenExport) as refusal:
            restored(kept)
        assert _here() == before
        assert "\n" not in str(refusal.value)
        return str(refusal.value)

    return why


def _here() -> tuple[list[Path], int, int]:
    files = sorted(path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())
    return files, Image.objects.count(), Weblog.objects.count()
