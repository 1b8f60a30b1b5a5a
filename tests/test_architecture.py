"""The house rules: which way the arrows run, how long a file may be, what may not be in it."""

import ast
import re
from pathlib import Path

import pytest

from tests.sources import PACKAGE, SOURCES, TESTS, imports, module_of, parts_of, tree_of, within

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


def rule_for(module: str) -> str | None:
    fitting = [prefix for prefix in ARROWS if within(module, prefix)]
    return max(fitting, key=len) if fitting else None


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
