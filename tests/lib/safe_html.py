"""Reads HTML as a browser would (html5lib) and tells what in it would be dangerous or not allowed."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib

from tertulia.lib import sanitise

ATTACKS = Path(__file__).resolve().parents[3] / "shared" / "data" / "xss" / "xss_alert.txt"
CONFORMANCE = ATTACKS.parents[1] / "conformance"

_COMMENT_ATTRIBUTES = {"a": {"href", "rel"}}
_FETCHING = {"src", "poster", "data", "srcset", "background"}


def elements(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Every element of a fragment with its attributes, as a browser builds them."""
    tree: Element = html5lib.parseFragment(html, namespaceHTMLElements=False)
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag != "DOCUMENT_FRAGMENT":
            yield str(element.tag), {str(name): str(value) for name, value in element.attrib.items()}


def words(html: str) -> str:
    """All text of a fragment without any white space."""
    tree: Element = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return "".join("".join(tree.itertext()).split())


def faults_of_comment(html: str) -> list[str]:
    """What in a comment's HTML is not on the narrow list."""
    found = []
    for tag, attributes in elements(html):
        if tag not in sanitise.COMMENT_TAGS:
            found.append(f"<{tag}>")
        found += [f"{tag} {name}" for name in attributes if name not in _COMMENT_ATTRIBUTES.get(tag, set())]
        found += _bad_link(attributes.get("href", ""), ("http", "https", "mailto"))
    return found


def faults_of_post(html: str) -> list[str]:
    """What in a post's HTML is not on the wide list, or would ask another host by itself."""
    found = []
    for tag, attributes in elements(html):
        if tag not in sanitise.POST_TAGS:
            found.append(f"<{tag}>")
        allowed = sanitise.POST_ATTRIBUTES["*"] | sanitise.POST_ATTRIBUTES.get(tag, set()) | {"rel", "loading"}
        found += [f"{tag} {name}" for name in attributes if name not in allowed or name.startswith("on")]
        found += _bad_link(attributes.get("href", ""), ("http", "https", "mailto", "tel"))
        found += [f"fetches {value}" for name, value in attributes.items() if name in _FETCHING and _is_outside(value)]
    return found


def _bad_link(href: str, schemes: tuple[str, ...]) -> list[str]:
    scheme = _before_colon(href)
    return [href] if scheme is not None and scheme not in schemes else []


def _is_outside(url: str) -> bool:
    if url.strip().startswith(("//", "\\", "/\\")):
        return True
    return _before_colon(url) is not None and not url.startswith("data:image/")


def _before_colon(url: str) -> str | None:
    head = re.split("[/?#]", "".join(url.split()))[0]
    return head.split(":")[0].lower() if ":" in head else None
