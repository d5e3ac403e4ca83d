"""Mail servers on loopback for tests: aiosmtpd, dovecot, and one that says what a test tells it."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from servers import ended, free_port, wait

USER, PASSWORD = "koyra", "s3cret-পাস"
_DOVECOT = """
base_dir = {sockets}
state_dir = {root}/state
log_path = {root}/log
protocols = imap
listen = 127.0.0.1
{users}
first_valid_uid = 1
auth_failure_delay = 0
mail_uid = {uid}
mail_gid = {gid}
mail_location = maildir:{root}/mail/%u
disable_plaintext_auth = no
auth_mechanisms = plain login
ssl = {ssl}
{certificate}
passdb {{
  driver = passwd-file
  args = {root}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={root}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {tls}
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


class Post:
    """Takes messages for anybody, or answers what ``say`` says for the recipient or for the message."""

    def __init__(self, rcpt: str = "", data: str = "") -> None:
        self.taken: list[bytes] = []
        self._rcpt, self._data = rcpt, data

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:  # noqa: N802
        if self._rcpt:
            return self._rcpt
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802
        if self._data:
            return self._data
        self.taken.append(envelope.content)
        return "250 OK"


class _Over(Controller):
    """The controller of the library, whose own trial connection knows nothing of our authority."""

    def _trigger_server(self) -> None:
        with suppress(OSError, ssl.SSLError), socket.create_connection((self.hostname, self.port), 5):
            pass


@contextmanager
def smtp(
    handler: Post, cert: tuple[Path, Path] | None, *, implicit: bool = False, auth: bool = True, limit: int = 40_000_000
) -> Iterator[int]:
    """An SMTP server; the port it listens on."""

    def check(server: SMTP, session: object, envelope: object, mechanism: str, data: object) -> AuthResult:
        good = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=good, handled=False)

    context = None
    if cert:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*cert)
    server = _Over(
        handler,
        hostname="127.0.0.1",
        port=free_port(),
        ssl_context=context if implicit else None,
        tls_context=None if implicit else context,
        authenticator=check if auth else None,
        # Its own check of TLS knows only of STARTTLS.
        auth_required=auth and not implicit,
        auth_require_tls=bool(cert) and not implicit,
        data_size_limit=limit,
    )
    server.start()
    try:
        yield server.port
    finally:
        server.stop()


class Mailbox:
    """A running dovecot with the mailbox of ``USER``."""

    def __init__(self, root: Path, plain: int, tls: int) -> None:
        self.root, self.plain, self.tls = root, plain, tls
        self._count = 0
        nobody = pwd.getpwnam("nobody")
        self._owner = nobody.pw_uid, nobody.pw_gid

    def deliver(self, data: bytes) -> None:
        self._count += 1
        new = self.root / "mail" / USER / "new"
        for name in ("new", "cur", "tmp"):
            (new.parent / name).mkdir(parents=True, exist_ok=True)
        (new / f"1700000{self._count:04}.M{self._count}P1.test").write_bytes(data)
        if os.geteuid() == 0:
            for path in (new.parent.parent, new.parent, *new.parent.rglob("*")):
                os.chown(path, *self._owner)

    def names(self) -> list[str]:
        """The messages with their marks; what is unread still lies among the new ones or has no S."""
        return sorted(one.name for one in (self.root / "mail" / USER).glob("*/1*"))


@contextmanager
def dovecot(root: Path, cert: tuple[Path, Path] | None) -> Iterator[Mailbox]:
    """Starts dovecot with a configuration of its own, also as root."""
    root.mkdir(parents=True)
    (root / "mail").mkdir()
    for folder in (root, *root.parents):
        if folder != Path("/") and folder.stat().st_mode & 0o005 != 0o005:
            folder.chmod(folder.stat().st_mode | 0o055)
    # As root it parts its processes by the users that its package makes, and serves nobody's mail as root.
    me = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.getuid())
    users = "" if os.geteuid() == 0 else f"default_internal_user = {me.pw_name}\ndefault_login_user = {me.pw_name}"
    plain, tls = free_port(), free_port()
    (root / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n", encoding="utf-8")
    # The names of its sockets may have a hundred letters, and the folders of tests have long ones.
    sockets = Path(tempfile.mkdtemp(prefix="dovecot-"))
    sockets.chmod(0o755)
    (root / "dovecot.conf").write_text(
        _DOVECOT.format(
            root=root, sockets=sockets / "run", users=users, uid=me.pw_uid, gid=me.pw_gid, plain=plain, tls=tls,
            ssl="yes" if cert else "no",
            certificate=f"ssl_cert = <{cert[0]}\nssl_key = <{cert[1]}" if cert else "",
        ),
        encoding="utf-8",
    )  # fmt: skip
    with (root / "output").open("wb") as output:
        process = subprocess.Popen(
            ["/usr/sbin/dovecot", "-F", "-c", str(root / "dovecot.conf")], stdout=output, stderr=output
        )
    try:
        with ended(process):
            wait(plain, lambda: process.poll() is None)
            yield Mailbox(root, plain, tls)
    finally:
        shutil.rmtree(sockets, ignore_errors=True)


@contextmanager
def saying(script: Sequence[bytes], *, hold: bool = False) -> Iterator[int]:
    """A server that says one thing after another, each when something was heard, and then hangs up, or is silent."""
    listening = socket.create_server(("127.0.0.1", 0))
    stopped = threading.Event()

    def serve() -> None:
        with suppress(OSError):
            while True:
                line, _ = listening.accept()
                with line, suppress(OSError):
                    for at, said in enumerate(script):
                        if at:
                            line.recv(1 << 16)
                        line.sendall(said)
                    if hold:
                        stopped.wait(30)
                    elif script:
                        line.recv(1 << 16)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        stopped.set()
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(5)
