"""Real servers on loopback, each on a port and in a folder of its own, ended with its test.

``apache``, ``rclone`` and ``wsgidav`` speak WebDAV, ``s3`` is moto. All accept ``USER`` with ``PASSWORD`` alone. Bad
servers are in ``bad_servers``, bad lines to any of them in ``lines``.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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
