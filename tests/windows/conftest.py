"""A Windows of its own for each file of tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import installed
import pytest
from wine import Wine


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--whole", action="store_true", help="run all of the core's tests under Wine: an hour")


@pytest.fixture(scope="module")
def wine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wine]:
    made = Wine(tmp_path_factory.mktemp("wine"))
    try:
        made.make()
        yield made
    finally:
        made.end()


@pytest.fixture(scope="module")
def user(wine: Wine) -> Path:
    return installed.user(wine)


@pytest.fixture(scope="module")
def home(wine: Wine) -> Path:
    return installed.home(wine)
