"""Where the bundled data files are: beside the packages in a checkout, inside ``koyradesk`` when installed."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent
_ROOTS = (_HERE / "resources", _HERE.parent / "resources")


def resource(*parts: str) -> Path:
    """The path of a bundled file or folder, ``resource("fonts", "OFL.txt")``."""
    root = next((root for root in _ROOTS if root.is_dir()), _ROOTS[0])
    return root.joinpath(*parts)
