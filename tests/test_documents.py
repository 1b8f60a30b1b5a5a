"""What the documents must name, and what those that a machine reads must hold."""

import re

import pytest

from tests.sources import PACKAGE, ROOT, SOURCES


def test_every_setting_is_explained_to_operators() -> None:
    read = re.compile(r'environment\.(?:text|numbers?|networks|origin|kept_secret)\(\s*"([A-Z_]+)"')
    names = {name for path in SOURCES for name in read.findall(path.read_text())}
    guide = (ROOT / "docs" / "operators-guide.md").read_text()
    assert names >= {"TERTULIA_DATA", "TERTULIA_PORT", "DATABASE_URL", "EMAIL_URL"}
    assert sorted(name for name in names if f"`{name}`" not in guide) == []


def test_every_event_and_every_tag_is_explained() -> None:
    recorded = re.compile(r'\brecord\(\s*"([a-z.-]+)"')
    kinds = {kind for path in SOURCES for kind in recorded.findall(path.read_text())}
    tags = set(re.findall(r'return f"([a-z-]+):', (PACKAGE / "lib" / "tags.py").read_text()))
    page = (ROOT / "docs" / "architecture.md").read_text()
    assert kinds >= {"post.written", "weblog.created"}
    assert sorted(kind for kind in kinds if f"`{kind}`" not in page) == []
    assert sorted(tag for tag in tags if f"`{tag}:" not in page) == []


def test_the_readme_is_one_page() -> None:
    assert len((ROOT / "README.md").read_text().splitlines()) <= 60


@pytest.mark.parametrize("name", ["runtime.txt", "development.txt"])
def test_requirements_are_locked_with_hashes_and_name_no_index(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text()
    assert not re.search(r"^\s*(-i|--(extra-)?index-url|--find-links|--trusted-host)|https?://", text, re.M)
    locked = re.findall(r"^([A-Za-z0-9][^\s;]*)[^\n]*\\\n((?:    --hash=.*\n?)*)", text, re.M)
    assert len(locked) > 10
    assert [package for package, hashes in locked if "--hash=sha256:" not in hashes or "==" not in package] == []
