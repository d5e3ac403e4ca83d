"""Where the bundled data files are: beside the packages in a checkout, inside ``koyradesk`` when installed."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent
_INSTALLED, _CHECKOUT = _HERE / "resources", _HERE.parent / "resources"
#: Looked for once: at the start of the window every look at the disk counts.
_ROOT = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT


def resource(*parts: str) -> Path:
    """The path of a bundled file or folder, ``resource("fonts", "OFL.txt")``."""
    return _ROOT.joinpath(*parts)


def handbook() -> Path:
    """The folder of the handbook's pages: part of the documentation in a checkout, bundled when installed."""
    return _ROOT / "handbook" if _ROOT is _INSTALLED else _HERE.parent / "docs" / "handbook"
