"""A process that is awake already and divides itself for each call: what it becomes is the program as a process of its
own, without the third of a second in which Python imports. ``test_cli.py`` starts the program from nothing.

As a module it is the waiting side; as a program, the side that divides itself.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
#: What nearly every command imports.
_AWAKE = ("koyradesk.cli.meetings", "koyradesk.cli.papers", "koyradesk.cli.exchange", "koyradesk.cli.following")


class Awake:
    """The program, awake; it is started with the first call and ends with this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None

    def call(self, words: list[str], env: dict[str, str], out: Path, err: Path) -> int:
        """Runs ``python -m koyradesk WORDS`` in the environment ``env``; what it said stands in the two files. Its exit
        code, negative for a signal as subprocess has it.
        """
        with self._lock:
            process = self._process or self._start()
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(json.dumps([words, env, str(out), str(err)]) + "\n")
            process.stdin.flush()
            return int(process.stdout.readline())

    def _start(self) -> subprocess.Popen[str]:
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            cwd=CHECKOUT,
            env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        atexit.register(self._end)
        return self._process

    def _end(self) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def _serve() -> None:
    for name in _AWAKE:
        __import__(name)
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _become(*json.loads(line))
        _, status = os.waitpid(child, 0)
        answers.write(f"{os.waitstatus_to_exitcode(status)}\n")
        answers.flush()


def _become(words: list[str], env: dict[str, str], out: str, err: str) -> None:
    """The child: never returns."""
    from koyradesk.cli import main

    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND
    for number, file in enumerate((os.open(os.devnull, os.O_RDONLY), os.open(out, flags), os.open(err, flags))):
        os.dup2(file, number)
        os.close(file)
    os.environ.clear()
    os.environ.update(env)
    sys.argv = [str(CHECKOUT / "koyradesk" / "__main__.py"), *words]
    code = 1
    try:
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1 if end.code else 0
    except Exception:  # noqa: BLE001 - what Python itself would hand to the hook
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    _serve()
