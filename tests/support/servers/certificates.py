"""A certificate authority for the tests' TLS servers and clients."""

import datetime as dt
import ipaddress
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass(frozen=True)
class Certificate:
    """A certificate and its private key, two PEM files."""

    certificate: Path
    key: Path


class CertificateAuthority:
    """Signs certificates; `certificate` is its own, a PEM file that clients trust."""

    def __init__(self, directory: Path, name: str = "Support Packet Test CA") -> None:
        self.certificate = directory / "authority.pem"
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _name(name)
        own = self._builder(self._name, self._key.public_key())
        own = own.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        own = own.add_extension(_KEY_USAGE, critical=True)
        signed = own.sign(self._key, hashes.SHA256())
        self.certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))

    def issue(
        self,
        directory: Path,
        common_name: str,
        addresses: tuple[str, ...] = ("localhost", "127.0.0.1"),
        *,
        key_password: str | None = None,
    ) -> Certificate:
        """Write a certificate for `addresses` (host names and IP addresses) into `directory`."""
        key = ec.generate_private_key(ec.SECP256R1())
        names = x509.SubjectAlternativeName([_general_name(address) for address in addresses])
        builder = self._builder(_name(common_name), key.public_key())
        signed = builder.add_extension(names, critical=False).sign(self._key, hashes.SHA256())
        issued = Certificate(directory / f"{common_name}.crt", directory / f"{common_name}.key")
        issued.certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
        issued.key.touch(0o600)
        issued.key.write_bytes(_key_text(key, key_password))
        return issued

    def _builder(
        self, subject: x509.Name, key: ec.EllipticCurvePublicKey
    ) -> x509.CertificateBuilder:
        now = dt.datetime.now(dt.UTC)
        authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        return x509.CertificateBuilder(
            issuer_name=self._name,
            subject_name=subject,
            public_key=key,
            serial_number=x509.random_serial_number(),
            not_valid_before=now - dt.timedelta(hours=1),
            not_valid_after=now + dt.timedelta(days=30),
            extensions=[
                x509.Extension(
                    x509.SubjectKeyIdentifier.oid,
                    critical=False,
                    value=x509.SubjectKeyIdentifier.from_public_key(key),
                ),
                x509.Extension(x509.AuthorityKeyIdentifier.oid, critical=False, value=authority),
            ],
        )


_KEY_USAGE = x509.KeyUsage(
    digital_signature=True,
    content_commitment=False,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=True,
    crl_sign=True,
    encipher_only=False,
    decipher_only=False,
)


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _general_name(address: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(address))
    except ValueError:
        return x509.DNSName(address)


def _key_text(key: ec.EllipticCurvePrivateKey, password: str | None) -> bytes:
    encryption: serialization.KeySerializationEncryption = serialization.NoEncryption()
    if password is not None:
        encryption = serialization.BestAvailableEncryption(password.encode())
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption
    )
