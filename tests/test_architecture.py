"""The house rules: which way the arrows run, how long a file may be, that every address is on one page."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from inspect import getmodule, isfunction
from pathlib import Path
from types import FunctionType

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "tertulia"
SOURCES = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
TESTS = sorted((ROOT / "tests").rglob("*.py"))

# Who may import whom: the longest prefix that fits a module tells what it may import of ours. "*" is everything.
BELOW = ("tertulia.lib", "tertulia.outbox", "tertulia.media")
DOMAIN = (*BELOW, "tertulia.weblog", "tertulia.conversation")
ARROWS: dict[str, tuple[str, ...]] = {
    "tertulia.lib": (),
    "tertulia.version": (),
    "tertulia.settings": ("tertulia.lib",),
    "tertulia.outbox": ("tertulia.lib",),
    "tertulia.media": ("tertulia.lib",),
    "tertulia.publishing": ("tertulia.lib", "tertulia.outbox", "tertulia.version"),
    "tertulia.weblog": BELOW,
    "tertulia.conversation": (*BELOW, "tertulia.weblog"),
    "tertulia.exchange.records": ("tertulia.lib",),
    "tertulia.exchange.readers": ("tertulia.lib", "tertulia.exchange.records"),
    "tertulia.exchange": DOMAIN,
    "tertulia.theme": BELOW,
    "tertulia.desk": (*DOMAIN, "tertulia.exchange"),
    "tertulia.wiring": (*DOMAIN, "tertulia.exchange", "tertulia.publishing"),
    "tertulia.wsgi": ("tertulia.publishing", "tertulia.weblog"),
    "tertulia.server": ("tertulia.lib", "tertulia.publishing"),
    "tertulia.demo": DOMAIN,
    "tertulia.commands": (
        *DOMAIN,
        "tertulia.publishing",
        "tertulia.server",
        "tertulia.exchange",
        "tertulia.desk",
        "tertulia.demo",
        "tertulia.wiring",
    ),
    "tertulia.cli": ("tertulia.commands",),
}


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def imports(path: Path) -> Iterator[str]:
    """Every module of ours that the file names: ``from a import b`` counts as a.b if b is a module."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("tertulia"))
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative imports hide where they lead"
            if (node.module or "").split(".")[0] == "tertulia":
                yield from (full_name(f"{node.module}", alias.name) for alias in node.names)


def full_name(module: str, name: str) -> str:
    folder = ROOT / Path(*module.split("."))
    return f"{module}.{name}" if (folder / name).is_dir() or (folder / f"{name}.py").exists() else module


def within(module: str, prefix: str) -> bool:
    return module == prefix or module.startswith(f"{prefix}.")


def rule_for(module: str) -> str | None:
    fitting = [prefix for prefix in ARROWS if within(module, prefix)]
    return max(fitting, key=len) if fitting else None


def parts_of(paths: list[Path]) -> list[object]:
    return [pytest.param(path, id=str(path.relative_to(ROOT))) for path in paths]


def test_arrows_run_one_way() -> None:
    wrong = []
    for path in SOURCES:
        module = module_of(path)
        if (rule := rule_for(module)) is None:
            continue
        allowed = (*ARROWS[rule], rule, "tertulia.version")
        wrong += [f"{module} → {name}" for name in imports(path) if not any(within(name, one) for one in allowed)]
    assert not wrong


def test_the_readers_of_exports_know_no_database() -> None:
    readers = [path for path in SOURCES if within(module_of(path), "tertulia.exchange.readers")]
    assert [
        path
        for path in readers
        if re.search(r"^\s*(from|import) django\.(db|apps|contrib|core\.files)", path.read_text(), re.M)
    ] == []


def test_nobody_imports_the_tops_of_the_house() -> None:
    tops = ("tertulia.desk", "tertulia.urls", "tertulia.wiring", "tertulia.cli")
    allowed = ("tertulia.urls", "tertulia.commands", "tertulia.cli", *tops)
    wrong = [
        f"{module_of(path)} → {name}"
        for path in SOURCES
        for name in imports(path)
        if any(within(name, top) for top in tops) and not any(within(module_of(path), one) for one in allowed)
    ]
    assert not wrong


def test_models_know_no_views_forms_or_requests() -> None:
    forbidden = re.compile(
        r"^from (tertulia\.\S*(views|forms)\S*|django\.(http|forms|shortcuts)) import|HttpRequest", re.M
    )
    wrong = [module_of(path) for path in SOURCES if has_models(path) and forbidden.search(path.read_text())]
    assert not wrong


def has_models(path: Path) -> bool:
    classes = [node for node in tree_of(path).body if isinstance(node, ast.ClassDef)]
    return any("models.Model" in ast.unparse(base) for one in classes for base in one.bases)


def test_views_of_one_app_do_not_import_views_of_another() -> None:
    wrong = [
        f"{module_of(path)} → {name}"
        for path in SOURCES
        if ".views." in module_of(path)
        for name in imports(path)
        if ".views" in name and name.split(".")[1] != module_of(path).split(".")[1]
    ]
    assert not wrong


def test_no_import_hides_in_a_function() -> None:
    wrong = [
        f"{module_of(path)}:{inner.lineno}"
        for path in SOURCES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert not wrong


@pytest.mark.parametrize("path", parts_of(SOURCES + TESTS))
def test_a_file_is_at_most_200_lines_and_a_function_30(path: Path) -> None:
    is_test = path in TESTS
    # A table of every address stays on its one page.
    is_table = path == PACKAGE / "urls.py"
    assert len(path.read_text().splitlines()) <= (300 if is_test or is_table else 200)
    functions = [n for n in ast.walk(tree_of(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    longest = 60 if is_test else 30
    assert [f"{f.name}: {length(f)} lines" for f in functions if length(f) > longest] == []


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_no_signals_and_no_drawers_for_everything() -> None:
    assert [path for path in SOURCES if path.stem in ("utils", "helpers", "misc", "common")] == []
    signal = re.compile(r"django\.(db\.models|dispatch|core)\.?\S*signals? import|django\.dispatch|@receiver")
    assert [module_of(path) for path in SOURCES if signal.search(path.read_text())] == []


def test_what_is_public_says_what_a_caller_needs() -> None:
    wrong = []
    for path in SOURCES:
        public = [n for n in tree_of(path).body if isinstance(n, ast.FunctionDef | ast.ClassDef) and n.name[0] != "_"]
        wrong += [f"{module_of(path)}.{n.name}" for n in public if not ast.get_docstring(n) and path.stem != "apps"]
    assert not wrong


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
