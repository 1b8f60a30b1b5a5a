"""What every public screen must keep: HTML without errors, one h1, landmarks, no cookie, no stranger's address."""

import re
from xml.etree.ElementTree import Element

import html5lib
from django.http import HttpResponse

_XHTML = "{http://www.w3.org/1999/xhtml}"


def parsed(response: HttpResponse) -> Element:
    """The page as a tree, without namespaces; fails at the first error that a strict HTML5 parser finds."""
    parser = html5lib.HTMLParser(strict=True, tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    tree: Element = parser.parse(response.content.decode())
    return tree


def all_of(tree: Element, path: str) -> list[Element]:
    """The elements at an ElementTree path, anywhere below."""
    return tree.findall(f".//{path}")


def words(element: Element) -> str:
    """The text of an element on one line."""
    return " ".join("".join(element.itertext()).split())


def ids(tree: Element) -> list[str]:
    """All ids of the page, as they come."""
    return [value for element in tree.iter() if (value := element.get("id"))]


def check_screen(response: HttpResponse, status: int = 200) -> Element:
    """A public screen keeps the house rules; answers its tree."""
    assert response.status_code == status
    tree = parsed(response)
    assert len(all_of(tree, "h1")) == 1
    assert len(all_of(tree, "main")) == 1
    assert len(ids(tree)) == len(set(ids(tree)))
    _check_headings(tree)
    _check_controls(tree)
    _check_quiet(response, tree)
    return tree


def _check_headings(tree: Element) -> None:
    main = all_of(tree, "main")[0]
    levels = [int(element.tag[1]) for element in main.iter() if re.fullmatch(r"h[1-6]", str(element.tag))]
    assert all(after <= before + 1 for before, after in zip([1, *levels], levels, strict=False)), levels


def _check_controls(tree: Element) -> None:
    labelled = {label.get("for") for label in all_of(tree, "label")}
    controls = [*all_of(tree, "input"), *all_of(tree, "textarea"), *all_of(tree, "select")]
    unnamed = [c.get("name") for c in controls if c.get("type") != "hidden" and c.get("id") not in labelled]
    assert unnamed == []
    assert all(image.get("alt") is not None for image in all_of(tree, "img"))


def _check_quiet(response: HttpResponse, tree: Element) -> None:
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    loaded = [*all_of(tree, "script"), *all_of(tree, "img"), *all_of(tree, "iframe")]
    assert all((element.get("src") or "/").startswith("/") for element in loaded)
    inline = [script for script in all_of(tree, "script") if not script.get("src")]
    assert all(script.get("type") == "application/ld+json" for script in inline)
    assert not [element for element in tree.iter() if any(name.startswith("on") for name in element.attrib)]
