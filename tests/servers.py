"""Real servers on loopback, each on a port and in a folder of its own, ended with its test; bad ones too.

``apache``, ``rclone`` and ``wsgidav`` speak WebDAV, ``s3`` is moto. A ``Cutter`` stands before any of them and cuts
every connection after so many bytes; a ``Scripted`` answers what it is told. All accept ``USER`` with
``PASSWORD`` alone.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import http.server
import ipaddress
import os
import re
import shutil
import socket
import ssl
import struct
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

import pytest

USER, PASSWORD, BUCKET = "koyra", "s3cret-পাস", "koyra"
#: S3 signs with it, and moto believes anybody.
S3_SECRET = "s3cret-key"
_APACHE = Path("/usr/sbin/apache2")
_MODULES = Path("/usr/lib/apache2/modules")
_CONFIG = """ServerName localhost
ServerRoot {root}
DefaultRuntimeDir {root}
PidFile {root}/pid
ErrorLog {root}/error.log
Mutex file:{root}
Listen 127.0.0.1:{port}
{identity}
{modules}
DavLockDB {root}/locks
DocumentRoot {root}/files
{secure}
{limit}
<Directory {root}/files>
  Dav On
  AuthType Basic
  AuthName "koyra"
  AuthUserFile {root}/users
  Require valid-user
</Directory>
"""
_SECURE = "SSLEngine on\nSSLCertificateFile {cert}\nSSLCertificateKeyFile {key}\nSSLSessionCache none"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait(port: int, alive: Callable[[], bool] = lambda: True) -> None:
    """Until something listens there."""
    for _ in range(600):
        assert alive(), "the server ended"
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise AssertionError("the server does not listen")


@dataclass
class Served:
    """A server: its address, its port and the folder of its files."""

    url: str
    port: int
    files: Path

    def through(self, port: int) -> str:
        """Its address by way of another port."""
        return self.url.replace(f":{self.port}", f":{port}")


def hashes(folder: Path) -> dict[str, str]:
    """What lies on a server, by path."""
    return {
        str(one.relative_to(folder)): hashlib.sha256(one.read_bytes()).hexdigest()
        for one in sorted(folder.rglob("*"))
        if one.is_file()
    }


@contextmanager
def ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def apache(_: Path, *, cert: tuple[Path, Path] | None = None, limit: int = 0, small: bool = False) -> Iterator[Served]:
    """Apache with mod_dav; ``limit`` bytes is the most it takes of one file, ``small``: of a disk of two megabytes.

    It serves nothing as root, and pytest's folders are open to nobody else: it has one of its own.
    """
    with tempfile.TemporaryDirectory(prefix="koyradesk-apache-") as name:
        root = Path(name)
        served, port = root / "files", free_port()
        served.mkdir()
        owner = ""
        if os.geteuid() == 0:
            owner = "User www-data\nGroup www-data"
            for one in (root, served):
                shutil.chown(one, "www-data")
                one.chmod(0o755)
        _configure(root, port, owner, cert, limit)
        command = [*_wrapped(served, small), str(_APACHE), "-d", name, "-f", str(root / "httpd.conf"), "-DFOREGROUND"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with ended(process):
            wait(port, lambda: process.poll() is None)
            yield Served(f"http{'s' if cert else ''}://127.0.0.1:{port}", port, served)


def _configure(root: Path, port: int, owner: str, cert: tuple[Path, Path] | None, limit: int) -> None:
    digest = base64.b64encode(hashlib.sha1(PASSWORD.encode()).digest()).decode()
    (root / "users").write_text(f"{USER}:{{SHA}}{digest}\n", encoding="utf-8")
    names = ["mpm_event", "authn_core", "authn_file", "authz_core", "authz_user", "auth_basic", "dav", "dav_fs"]
    names += ["dav_lock"] if (_MODULES / "mod_dav_lock.so").exists() else []
    names += ["ssl"] if cert else []
    loads = "\n".join(f"LoadModule {one}_module {_MODULES}/mod_{one}.so" for one in names)
    config = _CONFIG.format(
        root=root,
        port=port,
        identity=owner,
        modules=loads,
        secure=_SECURE.format(cert=cert[0], key=cert[1]) if cert else "",
        limit=f"LimitRequestBody {limit}" if limit else "",
    )
    (root / "httpd.conf").write_text(config, encoding="utf-8")


def _wrapped(folder: Path, small: bool) -> list[str]:
    """What a server is run by so that its disk is small; the test is skipped where nobody may mount one."""
    if not small:
        return []
    from test_store_kill import small_disk

    wrap = small_disk(folder)
    if wrap is None:
        pytest.skip("no small disk can be mounted here")
    return wrap


@contextmanager
def rclone(root: Path, *, small: bool = False) -> Iterator[Served]:
    served, port = root / "files", free_port()
    served.mkdir(parents=True)
    command = [
        *_wrapped(served, small),
        "rclone",
        "serve",
        "webdav",
        str(served),
        "--addr",
        f"127.0.0.1:{port}",
        "--user",
        USER,
    ]
    environment = os.environ | {"RCLONE_CONFIG": str(root / "none"), "RCLONE_PASS": PASSWORD}
    process = subprocess.Popen(
        [*command, "--dir-cache-time", "0s"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )
    with ended(process):
        wait(port, lambda: process.poll() is None)
        yield Served(f"http://127.0.0.1:{port}", port, served)


@contextmanager
def wsgidav(root: Path) -> Iterator[Served]:
    from werkzeug.serving import WSGIRequestHandler, make_server
    from wsgidav.wsgidav_app import WsgiDAVApp

    class Quiet(WSGIRequestHandler):
        protocol_version = "HTTP/1.1"

        def log(self, *_: object) -> None:
            pass

    served = root / "files"
    served.mkdir(parents=True)
    app = WsgiDAVApp(
        {
            "provider_mapping": {"/": str(served)},
            "simple_dc": {"user_mapping": {"*": {USER: {"password": PASSWORD}}}},
            "http_authenticator": {"accept_digest": False, "default_to_digest": False},
            "logging": {"enable": False},
            "verbose": 0,
        }
    )

    def bounded(environ, start):  # type: ignore[no-untyped-def]
        environ["wsgi.input"] = _Bounded(environ["wsgi.input"], int(environ.get("CONTENT_LENGTH") or 0))
        return app(environ, start)

    server = make_server("127.0.0.1", 0, bounded, threaded=True, request_handler=Quiet)
    with _threaded(server):
        yield Served(f"http://127.0.0.1:{server.server_port}", server.server_port, served)


class _Bounded:
    """The body of a request ends where it says, or where its line does, as with servers that wsgidav is made for."""

    def __init__(self, stream: BinaryIO, left: int) -> None:
        self._stream, self._left = stream, left

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(data)
        return data


@contextmanager
def s3(root: Path) -> Iterator[Served]:
    """moto; the objects are not files: see ``s3_hashes``. The bucket is there."""
    import logging

    from moto.server import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import WSGIRequestHandler, make_server

    class Quiet(WSGIRequestHandler):
        def log(self, *_: object) -> None:
            pass

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server(
        "127.0.0.1", 0, DomainDispatcherApplication(create_backend_app), threaded=True, request_handler=Quiet
    )
    with _threaded(server):
        url = f"http://127.0.0.1:{server.server_port}"
        _bucket(url)
        yield Served(f"{url}/{BUCKET}/district", server.server_port, root)


def _client(url: str):  # type: ignore[no-untyped-def]
    import boto3

    return boto3.client(
        "s3", endpoint_url=url, aws_access_key_id=USER, aws_secret_access_key=S3_SECRET, region_name="us-east-1"
    )


def _bucket(url: str) -> None:
    client = _client(url)
    # moto is one for the whole process: what an earlier test put there goes.
    with contextlib.suppress(client.exceptions.NoSuchBucket):
        for one in client.list_objects_v2(Bucket=BUCKET).get("Contents", []):
            client.delete_object(Bucket=BUCKET, Key=one["Key"])
        client.delete_bucket(Bucket=BUCKET)
    client.create_bucket(Bucket=BUCKET)


def s3_hashes(served: Served) -> dict[str, str]:
    """What lies in the bucket, by path below the way's own folder."""
    client = _client(served.url.rpartition(f"/{BUCKET}")[0])
    found = client.list_objects_v2(Bucket=BUCKET).get("Contents", [])
    return {
        one["Key"].removeprefix("district/"): hashlib.sha256(
            client.get_object(Bucket=BUCKET, Key=one["Key"])["Body"].read()
        ).hexdigest()
        for one in found
    }


@contextmanager
def _threaded(server) -> Iterator[None]:  # type: ignore[no-untyped-def]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


class Cutter:
    """A line to a server that breaks: each connection dies after ``after`` bytes in either direction (0: never).

    ``put`` counts the bytes of PUT bodies that passed, ``passed`` all bytes, ``lines`` the connections. ``pace`` are
    the bytes a second that pass (0: as many as come).
    """

    def __init__(self, port: int, after: int = 1 << 16, *, pace: int = 0) -> None:
        self._port, self.after, self.pace = port, after, pace
        self.put = self.passed = self.lines = 0
        self._listen = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listen.getsockname()[1])
        self._open: set[socket.socket] = set()
        self._closed = False

    def __enter__(self) -> Cutter:
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closed = True
        with contextlib.suppress(OSError):
            self._listen.shutdown(socket.SHUT_RDWR)
        self._listen.close()
        self.cut()

    def cut(self) -> None:
        """Breaks all connections, as a cable that is pulled."""
        for one in list(self._open):
            _kill(one)

    def _serve(self) -> None:
        while not self._closed:
            try:
                here, _ = self._listen.accept()
            except OSError:
                return
            self.lines += 1
            try:
                there = socket.create_connection(("127.0.0.1", self._port), 10)
            except OSError:
                here.close()
                continue
            if self.pace:
                # What the system takes ahead would make the line look faster than it is.
                here.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 15)
            there.settimeout(None)
            line = _Line(self, here, there)
            self._open |= {here, there}
            for way in (line.up, line.down):
                threading.Thread(target=way, daemon=True).start()


class _Line:
    def __init__(self, cutter: Cutter, here: socket.socket, there: socket.socket) -> None:
        self._cutter, self._here, self._there = cutter, here, there
        self._left = cutter.after
        self._lock = threading.Lock()
        self._head, self._body = b"", 0
        self._is_put = False

    def up(self) -> None:
        self._pump(self._here, self._there, self._count)

    def down(self) -> None:
        self._pump(self._there, self._here, lambda _: None)

    def _pump(self, source: socket.socket, target: socket.socket, count: Callable[[bytes], None]) -> None:
        try:
            while data := source.recv(4096):
                with self._lock:
                    if self._cutter.after:
                        data = data[: self._left]
                        self._left -= len(data)
                    over = bool(self._cutter.after) and self._left <= 0
                if self._cutter.pace:
                    time.sleep(len(data) / self._cutter.pace)
                self._cutter.passed += len(data)
                count(data)
                target.sendall(data)
                if over:
                    break
            else:
                with contextlib.suppress(OSError):
                    target.shutdown(socket.SHUT_WR)
                return
        except OSError:
            pass
        for one in (self._here, self._there):
            _kill(one)

    def _count(self, data: bytes) -> None:
        """Reads the requests that pass, as far as counting their bodies needs."""
        while data:
            if self._body:
                here = min(self._body, len(data))
                self._body -= here
                self._cutter.put += here if self._is_put else 0
                data = data[here:]
                continue
            self._head += data
            head, end, data = self._head.partition(b"\r\n\r\n")
            if not end:
                return
            self._head = b""
            self._is_put = head.startswith(b"PUT ")
            found = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
            self._body = int(found[1]) if found else 0


def _kill(one: socket.socket) -> None:
    """A reset, not a polite end."""
    with contextlib.suppress(OSError):
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    with contextlib.suppress(OSError):
        one.close()


@dataclass
class Answer:
    """What a scripted server says."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


#: What a login page of a hotel or a mobile operator looks like.
PORTAL = Answer(
    200, b"<!DOCTYPE html><html><body>Please log in to use the internet</body></html>", {"Content-Type": "text/html"}
)


class Scripted:
    """A bad server: ``say`` is asked with method and path for each answer. ``seen`` keeps what it was asked."""

    def __init__(self, say: Callable[[str, str], Answer], cert: tuple[Path, Path] | None = None) -> None:
        self.seen: list[tuple[str, str, dict[str, str]]] = []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def parse_request(self) -> bool:
                # Any method that there is.
                good = super().parse_request()
                if good:
                    setattr(self, f"do_{self.command}", self.answer)
                return good

            def answer(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                outer.seen.append((self.command, self.path, dict(self.headers)))
                said = say(self.command, self.path)
                self.send_response(said.status)
                for name, value in {"Content-Length": str(len(said.body)), **said.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(said.body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        if cert:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*cert)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_port
        self.url = f"http{'s' if cert else ''}://127.0.0.1:{self.port}"

    def __enter__(self) -> Scripted:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def certificate(
    folder: Path, *, years: tuple[float, float] = (-1, 1), host: str = "127.0.0.1"
) -> tuple[Path, tuple[Path, Path]]:
    """A certificate authority, and a server's certificate of it that holds between these years from now, with key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes as digests
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    folder.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Koyra test authority")])
    own = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "server")])
    authority, server = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    builder = x509.CertificateBuilder().issuer_name(name).serial_number(x509.random_serial_number())
    key_id = x509.SubjectKeyIdentifier.from_public_key(authority.public_key())
    root = (
        builder.subject_name(name)
        .public_key(authority.public_key())
        .not_valid_before(now - timedelta(days=9000))
        .not_valid_after(now + timedelta(days=9000))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(key_id, critical=False)
        .add_extension(_usage(signs=True), critical=True)
        .sign(authority, digests.SHA256())
    )
    issued = (
        builder.subject_name(own)
        .public_key(server.public_key())
        .not_valid_before(now + timedelta(days=365 * years[0]))
        .not_valid_after(now + timedelta(days=365 * years[1]))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(key_id), critical=False)
        .add_extension(_usage(signs=False), critical=True)
        .sign(authority, digests.SHA256())
    )
    pem = serialization.Encoding.PEM
    ca, cert, key = folder / "ca.pem", folder / "server.pem", folder / "server.key"
    ca.write_bytes(root.public_bytes(pem))
    cert.write_bytes(issued.public_bytes(pem))
    key.write_bytes(server.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    return ca, (cert, key)


def _usage(*, signs: bool):  # type: ignore[no-untyped-def]
    from cryptography import x509

    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs,
        crl_sign=signs,
        encipher_only=False,
        decipher_only=False,
    )
