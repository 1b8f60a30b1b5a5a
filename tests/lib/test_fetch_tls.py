"""With TLS the server proves that it is the host that was asked for, whatever address it was found at."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tertulia.lib.fetch import Limits, fetch
from tertulia.lib.outgoing.errors import TooSlow, Unreachable
from tests.deployment.nginx import certify
from tests.strangers import answer, resolve_by, stranger


@pytest.fixture
def certificate(tmp_path: Path, near: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A certificate for quay.example, which this machine trusts; all names lead here."""
    found = certify(tmp_path, "quay.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(found))
    resolve_by(lambda _host: ["127.0.0.1"], monkeypatch)
    return found


def test_a_server_that_proves_its_name_is_asked(certificate: Path) -> None:
    with stranger(answer(b"proved"), certificate=certificate) as there:
        assert fetch(f"https://quay.example:{there.port}/").body == b"proved"
    assert b"Host: quay.example:" in there.asked[0]


@pytest.mark.parametrize("host", ["reef.example", "127.0.0.1"])
def test_a_server_that_proves_another_name_is_not_asked(host: str, certificate: Path) -> None:
    with (
        stranger(answer(), certificate=certificate) as there,
        pytest.raises(Unreachable, match="does not prove who it is"),
    ):
        fetch(f"https://{host}:{there.port}/")
    assert not any(there.asked)


def test_a_server_whose_certificate_nobody_knows_is_not_asked(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with (
        stranger(answer(), certificate=certificate) as there,
        pytest.raises(Unreachable, match="does not prove who it is"),
    ):
        fetch(f"https://quay.example:{there.port}/")


def test_a_server_that_speaks_no_tls_is_not_asked(certificate: Path) -> None:
    with stranger(answer()) as there, pytest.raises((Unreachable, TooSlow)):
        fetch(f"https://quay.example:{there.port}/", Limits(connect=1))
