"""A real CUPS daemon of a test's own, with the cups-pdf printer: what is printed on it comes out as a PDF.

Everything it writes lies in one folder, it listens on a free port of this machine alone, and it ends with the test. The
printer is taught two sides and grey, which the one of the package does not know: its driver ignores them, but they
reach it in the job, where the test reads them.
"""

from __future__ import annotations

import http.client
import os
import pwd
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PRINTER = "koyra-pdf"
_PPD = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
_DAEMON = """LogLevel debug
Listen 127.0.0.1:{port}
Browsing No
DefaultAuthType None
WebInterface No
MaxLogSize 0
PreserveJobHistory Yes
PreserveJobFiles Yes
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  SubscriptionPrivateAccess all
  SubscriptionPrivateValues none
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
_FILES = """ServerRoot {root}/etc
RequestRoot {root}/spool
CacheDir {root}/cache
StateDir {root}/run
AccessLog {root}/log/access
ErrorLog {root}/log/error
PageLog {root}/log/page
SystemGroup root
FileDevice Yes
"""
_MORE = """
*OpenUI *Duplex/Duplex: PickOne
*DefaultDuplex: None
*Duplex None/Off: ""
*Duplex DuplexNoTumble/Long edge: ""
*Duplex DuplexTumble/Short edge: ""
*CloseUI: *Duplex
*OpenUI *ColorModel/Color Mode: PickOne
*DefaultColorModel: RGB
*ColorModel RGB/Color: ""
*ColorModel Gray/Grayscale: ""
*CloseUI: *ColorModel
"""


class Cups:
    """The running daemon."""

    def __init__(self, root: Path, port: int) -> None:
        self.root, self.port = root, port
        #: Where cups-pdf puts what it made: the home of the user, whatever HOME says.
        self.out = Path(pwd.getpwuid(os.getuid()).pw_dir) / "PDF"
        self._before = self._files()

    def command(self, *arguments: str) -> str:
        """Runs a command of CUPS against this daemon."""
        done = subprocess.run(
            arguments, env=os.environ | {"CUPS_SERVER": f"127.0.0.1:{self.port}", "LC_ALL": "C"},
            capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{arguments}: {done.stderr}\n{self.log()}")
        return done.stdout

    def add_printer(self) -> None:
        """Makes the printer, ready to print."""
        ppd = self.root / "printer.ppd"
        ppd.write_text(_PPD.read_text(encoding="latin-1") + _MORE, encoding="latin-1")
        self.command("lpadmin", "-p", PRINTER, "-E", "-v", "cups-pdf:/", "-P", str(ppd))

    def remove_printer(self) -> None:
        self.command("lpadmin", "-x", PRINTER)

    def jobs(self) -> list[str]:
        """The ids of all jobs there were, from the first on."""
        return sorted(re.findall(rf"^{PRINTER}-(\d+) ", self.command("lpstat", "-W", "all", "-o"), re.M), key=int)

    def waiting(self) -> str:
        """The jobs that are not done."""
        return self.command("lpstat", "-o")

    def asked(self, job: str) -> dict[str, str]:
        """What a job was asked for: names and words, as the daemon tells them (IPP, RFC 8010)."""
        words = (
            (0x47, "attributes-charset", "utf-8"),
            (0x48, "attributes-natural-language", "en"),
            (0x45, "job-uri", f"ipp://localhost/jobs/{job}"),
            (0x42, "requesting-user-name", "root"),
        )
        # Version 2.0, Get-Job-Attributes, request 1, operation attributes.
        asked = b"\x02\x00\x00\x09\x00\x00\x00\x01\x01"
        for tag, *pair in words:
            asked += bytes([tag]) + b"".join(len(one).to_bytes(2, "big") + one.encode() for one in pair)
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        wire.request("POST", f"/jobs/{job}", asked + b"\x03", {"Content-Type": "application/ipp"})
        told = dict(_attributes(wire.getresponse().read()))
        wire.close()
        return told

    def printed(self, jobs: int = 1) -> list[Path]:
        """The files that so many jobs came out as, the oldest first; waits for them.

        Raises:
            TimeoutError: they do not come; with the daemon's log.
        """
        limit = time.monotonic() + 60
        while time.monotonic() < limit:
            found = self._files().items() - self._before.items()
            if len(found) >= jobs and not self.waiting():
                return [path for path, _ in sorted(found, key=lambda one: one[1])]
            time.sleep(0.3)
        running = subprocess.run(["ps", "-eo", "pid,ppid,stat,wchan:20,args"], capture_output=True, encoding="utf-8")
        raise TimeoutError(f"{self.command('lpstat', '-l', '-o')}\n{running.stdout}\n{self.log()}")

    def clear(self) -> None:
        """Takes away what was printed."""
        for path, _ in self._files().items() - self._before.items():
            path.unlink()
        if not self._before and self.out.is_dir() and not any(self.out.iterdir()):
            self.out.rmdir()

    def log(self) -> str:
        """The end of the daemon's own log."""
        path = self.root / "log" / "error"
        said = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else ["no log"]
        # Not who asked it for the state of its jobs.
        return "\n".join(line for line in said if "Client" not in line and "Busy" not in line)[-6000:]

    def _files(self) -> dict[Path, int]:
        """What lies there, and when it was written: a file of before may be written over."""
        found = self.out.glob("*.pdf") if self.out.is_dir() else ()
        return {path: path.stat().st_mtime_ns for path in found}


@contextmanager
def running(root: Path) -> Iterator[Cups]:
    """Starts a daemon in a folder of its own, with the printer, and ends it.

    Raises:
        RuntimeError: it does not start; why.
    """
    if os.geteuid() != 0:
        raise RuntimeError("A printer daemon of one's own needs root: run this test as root, as CI does.")
    for name in ("etc", "spool", "spool/tmp", "cache", "run", "log"):
        (root / name).mkdir(parents=True, exist_ok=True)
    # Its filters run as another user and pass through here.
    for folder in (root, *root.parents):
        if folder.stat().st_mode & 0o005 != 0o005 and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o011)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    daemon, files = root / "cupsd.conf", root / "cups-files.conf"
    daemon.write_text(_DAEMON.format(port=port), encoding="utf-8")
    files.write_text(_FILES.format(root=root), encoding="utf-8")
    cups = Cups(root, port)
    with (root / "output").open("wb") as output:
        process = subprocess.Popen(
            ["/usr/sbin/cupsd", "-f", "-c", str(daemon), "-s", str(files)], stdout=output, stderr=output
        )
    try:
        _wait(cups, process)
        cups.add_printer()
        yield cups
    finally:
        process.terminate()
        process.wait(30)
        cups.clear()


def _wait(cups: Cups, process: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + 30
    while time.monotonic() < limit:
        if process.poll() is not None:
            said = (cups.root / "output").read_text(encoding="utf-8", errors="replace")
            raise RuntimeError(f"cupsd ended at once: {said}\n{cups.log()}")
        try:
            with socket.create_connection(("127.0.0.1", cups.port), timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"cupsd does not answer: {cups.log()}")


def _attributes(held: bytes) -> Iterator[tuple[str, str]]:
    """Names and values of an IPP message: words as they are, numbers in digits."""
    at = 8
    while at < len(held):
        tag = held[at]
        at += 1
        if tag < 0x10:
            continue
        name_length = int.from_bytes(held[at : at + 2], "big")
        name = held[at + 2 : at + 2 + name_length].decode()
        at += 2 + name_length
        length = int.from_bytes(held[at : at + 2], "big")
        value = held[at + 2 : at + 2 + length]
        at += 2 + length
        if name:
            number = tag in (0x21, 0x22, 0x23)
            yield name, str(int.from_bytes(value, "big")) if number else value.decode("utf-8", "replace")
