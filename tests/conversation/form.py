"""The comment form as a browser without JavaScript sees and sends it."""

from typing import Any

from django.test import Client
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.conversation.people import RUTH

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


def page_of(response: Any) -> LexborHTMLParser:
    """The page, read as a browser reads it."""
    return LexborHTMLParser(response.content.decode())


def form_of(response: Any) -> LexborNode:
    """The comment form of a page."""
    [form] = page_of(response).css("form.say")
    return form


def fields_of(response: Any, **typed: str) -> dict[str, str]:
    """What the form on a page would send, with ``typed`` filled in: line ends as CRLF, boxes only if ticked."""
    sent = {}
    for field in form_of(response).css("input[name], textarea[name]"):
        facts = field.attributes
        if facts.get("type") != "checkbox" or "checked" in facts:
            value = field.text() if field.tag == "textarea" else facts.get("value") or ""
            sent[facts["name"] or ""] = value.replace("\n", "\r\n")
    return {**sent, **typed}


def words_of(response: Any) -> str:
    """What a person reads of the page's main part."""
    main = page_of(response).css_first("main")
    assert main is not None
    main.unwrap_tags(["bdi"])
    main.merge_text_nodes()
    return " ".join(main.text(separator=" ").split())


def send(client: Client, address: str, typed: dict[str, str], **headers: str) -> Any:
    """Send a form, from one of our own pages unless ``headers`` say otherwise."""
    return client.post(address, typed, headers=headers or SAME_ORIGIN)


def typed_by_ruth(text: str = "Who signed the inspection?") -> dict[str, str]:
    """What Ruth types into the form."""
    return {**RUTH, "url": "https://ruth.example", "text": text}
