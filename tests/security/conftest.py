"""What is made once for all tests of a module."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker


@pytest.fixture(scope="module")
def lasting(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """A database, and the folder of its files, in which what a module's fixture makes lasts until its last test. Each
    of these asks for ``db`` besides, and what it does itself is undone as always."""
    folder = tmp_path_factory.mktemp("media")
    with override_settings(MEDIA_ROOT=folder), django_db_blocker.unblock(), transaction.atomic():
        yield folder
        transaction.set_rollback(True)
