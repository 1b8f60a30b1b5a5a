"""Authors, categories and tags of a WordPress export, and how its posts name them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from tertulia.exchange.readers.xml_element import Element
from tertulia.exchange.records import AuthorRecord, CategoryRecord, TagRecord
from tertulia.lib import text

# More than any weblog has; what comes then is known by its name only.
_MOST, _MOST_TAGS = 20_000, 100_000
_LONGEST = 500


@dataclass
class Terms:
    """What one file names. ``folder`` is the path below which the weblog lived, ``has_addresses`` whether there were
    lists of each author, category and tag at WordPress' addresses."""

    folder: str = "/"
    has_addresses: bool = True
    _authors: dict[str, tuple[str, str]] = field(default_factory=dict)
    _emails: dict[str, str] = field(default_factory=dict)
    _labels: dict[str, str] = field(default_factory=dict)
    _slugs: dict[str, str] = field(default_factory=dict)
    _above: dict[str, str] = field(default_factory=dict)
    _tags: set[str] = field(default_factory=set)
    _tag_slugs: set[str] = field(default_factory=set)
    _has_list: bool = False

    def author(self, element: Element) -> AuthorRecord | None:
        """Somebody of the list of authors at the head of the file."""
        login, email = _word(element, "wp:author_login"), _word(element, "wp:author_email")
        name = _word(element, "wp:author_display_name") or login
        if not name or login.casefold() in self._authors or len(self._authors) >= _MOST:
            return None
        self._authors[login.casefold()] = name, email
        for key in (_word(element, "wp:author_id"), email.casefold()):
            if key and email:
                self._emails[key] = email
        # WordPress makes the last part of the address of the login, as we make ours of a name.
        slug = text.slugify(login)
        return AuthorRecord(name, email, self._led(f"author/{slug}/") if slug else (), element.line)

    def author_of(self, creator: str) -> tuple[str, str]:
        """Name and e-mail of who is called so in a post."""
        name = creator.strip()[:_LONGEST]
        return self._authors.get(name.casefold(), (name, ""))

    def email_of(self, user_id: str, email: str) -> str:
        """The e-mail of the author who wrote a comment while signed in; empty if nobody was, or who is not known."""
        if user_id in ("", "0"):
            return ""
        return self._emails.get(user_id) or self._emails.get(email.casefold(), "")

    def category(self, element: Element) -> CategoryRecord | None:
        """One of the list of categories at the head of the file."""
        self._has_list = True
        slug = _slug(_word(element, "wp:category_nicename"))
        label, parent = _word(element, "wp:cat_name"), _slug(_word(element, "wp:category_parent"))
        description = element.text_of("wp:category_description").strip()
        return self._category(slug, label, element.line, parent, description, _word(element, "wp:term_id"))

    def categories_of(self, item: Element) -> Iterator[tuple[str, CategoryRecord | None]]:
        """The labels of a post's categories; with each that was not named before, what it is."""
        named = [one for one in _filed(item, "category") if one.attributes.get("nicename")]
        # Before version 1.1 each stood there twice, the first time with its label only.
        for element in named or list(_filed(item, "category", "")):
            label = element.text.strip()[:_LONGEST]
            slug = _slug(element.attributes.get("nicename", "")) or text.slugify(label)
            # Where the head of the file lists them all, another slug is a slip.
            known = self._labels.get(slug) or (label if self._has_list and label in self._slugs else "")
            made = None if known else self._category(slug, label, element.line)
            if known or label:
                yield known or (made.label if made else label), made

    def tags_of(self, item: Element) -> Iterator[tuple[str, TagRecord | None]]:
        """The names of a post's tags; with each that was not named before, what it is."""
        for element in _filed(item, "post_tag", "tag"):
            name, slug = element.text.strip()[:_LONGEST], _slug(element.attributes.get("nicename", ""))
            is_new = bool(slug and name) and name not in self._tags and len(self._tags) < _MOST_TAGS
            if name:
                yield name, self._tag(name, slug, element.line) if is_new else None

    def _tag(self, name: str, slug: str, line: int) -> TagRecord:
        # A tag may be written in several ways; its addresses are named with the first.
        addresses = () if slug in self._tag_slugs else self._led(f"tag/{slug}/", f"?tag={slug}")
        self._tags.add(name)
        self._tag_slugs.add(slug)
        return TagRecord(name, slug, addresses, line)

    def _category(
        self, slug: str, label: str, line: int, parent: str = "", description: str = "", term_id: str = ""
    ) -> CategoryRecord | None:
        if not slug or not label or slug in self._labels or len(self._labels) >= _MOST:
            return None
        label = self._free(label, slug, parent)
        self._labels[slug], self._slugs[label], self._above[slug] = label, slug, parent
        paths = dict.fromkeys((f"category/{self._path(slug)}/", f"category/{slug}/"))
        addresses = self._led(*paths, *([f"?cat={term_id}"] if term_id else []))
        return CategoryRecord(label, slug, parent, description, addresses, line)

    def _led(self, *paths: str) -> tuple[str, ...]:
        return tuple(f"{self.folder}{path}" for path in paths) if self.has_addresses else ()

    def _free(self, label: str, slug: str, parent: str) -> str:
        # Labels are unique with us; in WordPress only among those below the same category.
        longer = f"{self._labels.get(parent, parent)}: {label}" if parent else ""
        choices = [label, longer, f"{label} ({slug})"]
        return next((one for one in choices if one and one not in self._slugs), slug)

    def _path(self, slug: str) -> str:
        parts = [slug]
        while (above := self._above.get(parts[0], "")) and above not in parts and len(parts) < 20:
            parts.insert(0, above)
        return "/".join(parts)


def _filed(item: Element, *domains: str) -> Iterator[Element]:
    return (one for one in item.all("category") if one.attributes.get("domain", "") in domains)


def _word(element: Element, name: str) -> str:
    return element.text_of(name).strip()[:_LONGEST]


def _slug(value: str) -> str:
    # Other scripts stand there percent-encoded.
    return unquote(value).strip().strip("/")[:200]
