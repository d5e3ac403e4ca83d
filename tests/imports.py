"""Who imports whom, read from the source: every import statement of a package, wherever in a file it stands."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from pathlib import Path


def modules(root: Path, package: str) -> dict[str, ast.Module]:
    """Dotted name -> syntax tree of every module of a package below ``root``."""
    found = {}
    for path in sorted((root / package).rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return found


def imports(name: str, tree: ast.Module, *, is_package: bool) -> set[str]:
    """What a module imports, dotted and whole; `from a import b` counts as both `a` and `a.b`."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = name.split(".")[: None if is_package and node.level == 1 else -(node.level - is_package)]
                base = ".".join([*above, *([node.module] if node.module else [])])
            found |= {base} | {f"{base}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Call) and _called(node.func) in ("import_module", "__import__"):
            # A name that is put together while the program runs cannot be judged, so it is not allowed at all.
            literal = node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
            found.add(node.args[0].value if literal else "<computed>")
    return found


def _called(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def within(imported: str, owners: Iterable[str]) -> bool:
    """Whether a dotted name is one of the owners or lies inside one."""
    return any(imported == owner or imported.startswith(owner + ".") for owner in owners)


def graph(trees: Mapping[str, ast.Module]) -> dict[str, set[str]]:
    """Module -> what it imports."""
    packages = {name.rpartition(".")[0] for name in trees} | {name for name in trees if "." not in name}
    return {name: imports(name, tree, is_package=name in packages) for name, tree in trees.items()}


def reached(start: Iterable[str], edges: Mapping[str, set[str]], stop: Iterable[str] = ()) -> set[str]:
    """Every module of the graph that the start modules import, through any number of hands; not past ``stop``."""
    seen: set[str] = set()
    todo = [name for name in edges if within(name, start)]
    while todo:
        name = todo.pop()
        if name in seen or within(name, stop):
            continue
        seen.add(name)
        todo += [imported for imported in edges[name] if imported in edges]
    return seen
