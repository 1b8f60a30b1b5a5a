"""GET …/comments/9/quote/ and …/comments/9/quotes/0/: the form that begins with somebody's words, and how a quote
differs from its source."""

import pytest
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tertulia.conversation.moderation import judge
from tertulia.conversation.quote import Verdict
from tertulia.weblog.post import Post
from tests.conversation.form import fields_of, words_of
from tests.conversation.people import NILS, published
from tests.examples import examples
from tests.screens import all_of, check_screen, words

pytestmark = pytest.mark.django_db

CLOSED = "The ferry company says the bridge will stay closed until the end of March, whatever the mayor promises."


def get(client: Client, path: str) -> HttpResponse:
    return client.get(path)  # type: ignore[return-value]


def base(post: Post) -> str:
    return f"{post.link.removesuffix('.html')}/comments/"


def test_the_form_begins_with_the_words_of_the_comment(client: Client, post: Post) -> None:
    published(post, "Line one.\nLine <i>two</i>.\n\n> quoted\n\nAn end.")
    typed = fields_of(client.get(f"{base(post)}1/quote/"))
    assert typed["parent"] == "1"
    assert typed["text"].split("\r\n") == ["> Line one.", "> Line two.", ">", "> > quoted", ">", "> An end.", "", ""]


def test_every_comment_has_a_link_to_it(client: Client, post: Post) -> None:
    published(post)
    tree = check_screen(get(client, post.link))
    links = {words(link): link.get("href") for link in all_of(tree, "p[@class='actions']/a")}
    assert links["Quote"] == f"{base(post)}1/quote/"


def test_a_quote_is_shown_with_its_verdict_and_its_source_with_who_quotes_it(client: Client, post: Post) -> None:
    said = published(post, CLOSED)
    published(post, "> the bridge will stay closed until the end of March\n\nWho says so?", parent=1, **NILS)
    tree = check_screen(get(client, post.link))
    verdict, quoted = all_of(tree, "p[@class='quoted']")[::-1]
    assert words(verdict) == "word for word, from Ruth Tamm, #1"
    assert [link.get("href") for link in all_of(verdict, "a")] == [f"#{said.anchor}"]
    assert words(quoted) == "quoted by #2"


def test_a_changed_quote_leads_to_the_difference(client: Client, post: Post) -> None:
    published(post, CLOSED)
    published(post, "> the bridge will never open until the end of March", parent=1, **NILS)
    tree = check_screen(get(client, post.link))
    link = all_of(tree, "p[@class='quoted']/a")[-1]
    assert (words(link), link.get("href")) == ("see the difference", f"{base(post)}2/quotes/0/")
    page = check_screen(get(client, str(link.get("href"))))
    assert [words(one) for one in all_of(page, "del")] == ["[taken out: stay closed ]"]
    assert [words(one) for one in all_of(page, "ins")] == ["[put in: never open ]"]


def test_a_source_that_is_gone_shows_nothing_of_its_words(client: Client, post: Post) -> None:
    said = published(post, CLOSED)
    published(post, "> the bridge will never open until the end of March", parent=1, **NILS)
    judge(said, "withdrawn", actor=None)
    assert client.get(f"{base(post)}2/quotes/0/").status_code == 404
    assert "from #1, which has been withdrawn since" in words_of(client.get(post.link))


@pytest.mark.parametrize("place", ["1", "x", "9.0", "-1", "²", "0.0.0", "99999"])
def test_no_other_place_has_a_quote(client: Client, post: Post, place: str) -> None:
    published(post, CLOSED)
    published(post, "> the bridge will never open until the end of March", parent=1, **NILS)
    assert client.get(f"{base(post)}2/quotes/{place}/").status_code == 404


def test_the_preview_says_what_the_page_will_say(client: Client, post: Post) -> None:
    published(post, CLOSED)
    typed = fields_of(client.get(f"{base(post)}1/quote/")) | {"name": "Nils"}
    response = client.post(f"{base(post)}preview/", typed)
    assert "word for word, from Ruth Tamm, #1" in words_of(response)


letters = st.sampled_from("aB é字…“”'\"-–.&<>;/\n*`[]()0 \u00ad\u200b")
pieces = st.sampled_from(["<i>", "</i>", "<code>", "</code>", "<pre>", "</pre>", "&lt;", "&amp;", "> ", "<q>", "..."])

wholes = st.sampled_from(["word ", "other\n\n", "“eight words or more stand in this quote here” "])


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        letters | pieces | st.sampled_from(["word ", "other\n\n", "“eight words or more stand in this quote here” "])
    )
)
def test_quoting_any_comment_by_its_link_is_word_for_word(client: Client, post: Post, typed: list[str]) -> None:
    source = published(post, "It is " + "".join(typed))
    form = fields_of(client.get(f"{base(post)}{source.number}/quote/"))
    answer = published(post, form["text"] + f"\n\nAnswer to {source.number}", parent=source.number, **NILS)
    verdicts = {quote.verdict for quote in answer.quotes.all()}
    assert verdicts == {Verdict.EXACT}, (source.text, form["text"], [*answer.quotes.values()])
