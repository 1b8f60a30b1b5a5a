"""A real nginx with ``docs/nginx.conf``, changed only where it says that an operator changes it."""

import datetime
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.deployment.site import Site, is_taken
from tests.server import Server, free_port
from tests.sources import ROOT

BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
_MAIN = """\
{module}
daemon off;
{user}
pid {folder}/pid;
error_log {folder}/error.log;
events {{ }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{site}
}}
"""


def executable() -> str | None:
    """Where nginx is; Debian keeps it where only root looks."""
    return shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")


@contextmanager
def in_front_of(server: Server, folder: Path, uncommented: str = "") -> Iterator[Site]:
    """nginx in front of a server. ``uncommented`` names optional lines of the file: ``br`` or ``ssi``."""
    if executable() is None:
        pytest.skip("no nginx on this machine (Debian: apt install nginx)")
    certificate, port, plain = certify(folder), free_port(), free_port()
    file, log = folder / "nginx.conf", folder / "error.log"
    module = f"load_module {BROTLI};" if uncommented == "br" else ""
    # Started by root, its workers would be somebody who may not look into a folder of tests.
    user = "user root;" if os.geteuid() == 0 else ""
    text = configured(folder, server, port, plain, uncommented)
    file.write_text(_MAIN.format(folder=folder, module=module, user=user, site=text))
    with subprocess.Popen([executable() or "", "-e", log, "-p", folder, "-c", file]) as nginx:
        while not is_taken(port):
            assert nginx.poll() is None, log.read_text()
        try:
            yield Site("nginx", server, f"https://localhost:{port}", f"http://localhost:{plain}", certificate)
        finally:
            nginx.terminate()


def configured(folder: Path, server: Server, port: int, plain: int, uncommented: str) -> str:
    """``docs/nginx.conf`` for a place on this machine."""
    changes = {
        r"\n    listen \[::\].*": "",
        r"listen 80;": f"listen 127.0.0.1:{plain};",
        r"listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        r"https://\$host": f"https://$host:{port}",
        r"server 127\.0\.0\.1:8000;": f"server 127.0.0.1:{server.port};",
        r"server_name weblog\.example\.org;": "server_name localhost;",
        r"/etc/ssl/weblog\.example\.org\.pem": f"{folder}/certificate.pem",
        r"/etc/ssl/weblog\.example\.org\.key": f"{folder}/certificate.key",
        r"/var/lib/tertulia;": f"{server.data};",
        **({f"#{uncommented} ": ""} if uncommented else {}),
    }
    text = (ROOT / "docs" / "nginx.conf").read_text()
    for pattern, ours in changes.items():
        text, times = re.subn(pattern, ours, text)
        assert times, f"docs/nginx.conf has nothing like {pattern}"
    return text


def certify(folder: Path, host: str = "localhost") -> Path:
    """Make a certificate for ``host``, and its key."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=True)
        .sign(key, hashes.SHA256())
    )
    encoding, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    file = folder / "certificate.pem"
    file.write_bytes(certificate.public_bytes(encoding))
    file.with_suffix(".key").write_bytes(key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, plain))
    return file
