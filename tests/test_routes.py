"""Every view has an address."""

import ast
from collections.abc import Iterator
from importlib import import_module
from inspect import getmodule, isfunction
from types import FunctionType

from django.urls import URLPattern, URLResolver, get_resolver

from tests.sources import SOURCES, module_of, tree_of


def routed() -> set[object]:
    def walk(patterns: list[URLPattern | URLResolver]) -> Iterator[object]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns)
            else:
                yield pattern.callback

    return set(walk(get_resolver().url_patterns))


def is_view(value: object, module: str) -> bool:
    if not isfunction(value) or getmodule(value) is None or value.__module__ != module or value.__name__[0] == "_":
        return False
    return next(iter(names_of_arguments(value)), "") == "request"


def names_of_arguments(function: FunctionType) -> tuple[str, ...]:
    inner = function
    while hasattr(inner, "__wrapped__"):
        inner = inner.__wrapped__
    return inner.__code__.co_varnames[: inner.__code__.co_argcount]


def shared() -> set[tuple[str, str]]:
    """What modules import from each other: a function beside the views that several of them use is not a view."""
    return {
        (node.module or "", alias.name)
        for path in SOURCES
        if path.name != "urls.py"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def test_every_view_is_routed() -> None:
    addresses, used, unrouted = routed(), shared(), []
    handlers = ("not_found", "server_error", "forged")  # named as handler404, handler500, CSRF_FAILURE_VIEW
    for path in SOURCES:
        if "views" not in path.parts and path.name != "views.py":
            continue
        module = module_of(path)
        for name, value in vars(import_module(module)).items():
            if is_view(value, module) and value not in addresses and name not in handlers:
                unrouted += [f"{module}.{name}"] if (module, name) not in used else []
    assert not unrouted
