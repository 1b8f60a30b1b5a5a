"""Which worker of several runs what: tests of a file together, as they share what is made once, and tests of a folder
that share a server or a browser. What takes longest goes first, so that nobody is left with it at the end.

pytest-xdist's own ``--dist loadgroup`` cannot: from pytest 9.2 on it forgets the groups, and says nothing."""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

# Every screen is judged as it is before others have left something there.
FIRST = (
    "tests/browser/test_screens.py",
    "tests/browser",
    "tests/deployment",
    "tests/exchange/test_import_memory.py",
    "tests/security/test_corpus_posted.py",
    "tests/security/test_every_address.py",
)
_FOLDERS = tuple(f"{name}/" for name in FIRST if not name.endswith(".py"))


class Shares(LoadScopeScheduling):
    """Hands out shares in the order of collection."""

    def __init__(self, config: pytest.Config, log: Producer) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        return share_of(nodeid)


def share_of(nodeid: str) -> str:
    """The file of a test, or its folder, of which all goes to one worker."""
    file = nodeid.partition("::")[0]
    return file if file in FIRST else next((folder for folder in _FOLDERS if file.startswith(folder)), file)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Shares:
    return Shares(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Longest first."""
    order = {name.rstrip("/"): number for number, name in enumerate(FIRST)}
    items.sort(key=lambda item: order.get(share_of(item.nodeid).rstrip("/"), len(order)))
