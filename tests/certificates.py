"""Certificates for servers of tests, as an authority of their own issues them."""

from __future__ import annotations

import ipaddress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


def certificate(
    folder: Path, *, years: tuple[float, float] = (-1, 1), host: str = "127.0.0.1"
) -> tuple[Path, tuple[Path, Path]]:
    """A certificate authority, and a server's certificate of it that holds between these years from now, with key."""
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
        .sign(authority, hashes.SHA256())
    )
    issued = (
        builder.subject_name(own)
        .public_key(server.public_key())
        .not_valid_before(now + timedelta(days=365 * years[0]))
        .not_valid_after(now + timedelta(days=365 * years[1]))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(key_id), critical=False)
        .add_extension(_usage(signs=False), critical=True)
        .sign(authority, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    ca, cert, key = folder / "ca.pem", folder / "server.pem", folder / "server.key"
    ca.write_bytes(root.public_bytes(pem))
    cert.write_bytes(issued.public_bytes(pem))
    key.write_bytes(server.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    return ca, (cert, key)


def _usage(*, signs: bool) -> x509.KeyUsage:
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
