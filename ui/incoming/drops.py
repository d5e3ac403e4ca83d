"""Scans and photos that are dropped, wherever a letter takes them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData


def paths(data: QMimeData) -> list[Path]:
    """The files that are dragged; none where something else is."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
