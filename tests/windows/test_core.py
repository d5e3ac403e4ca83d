"""The core's own tests on the Windows Python: packaging/windows/tests.toml says which, and why not all."""

from __future__ import annotations

import windows_parts
import windows_tests

#: Seconds. A test that hangs is ended by pytest itself and named; this is for what hangs beside it.
PATIENCE = {False: 900, True: 4 * 3600}


def test_they_pass_there(wine, request):
    whole = request.config.getoption("--whole")
    home = windows_parts.HOME / "tests"
    windows_tests.make(home, windows_parts.HOME / "payload")
    code, said = windows_tests.run(wine, home, windows_tests.chosen(whole=whole), patience=PATIENCE[whole])
    print(said)  # noqa: T201 (shown where it failed, and with -s)
    assert code == 0
    assert " passed" in said
