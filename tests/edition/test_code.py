"""The digest of the code: the same for the same sources wherever they lie, another for any change that could make an edition otherwise."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from kado import __version__
from kado.edition import code
from kado.edition.code import CODE_VERSION, digest_of_sources, sources, tells_code
from kado.edition.models import Edition


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = Path(str(files("kado")))
    for part in code.PARTS:
        shutil.copytree(folder / part, tmp_path / part)
    return tmp_path


def test_another_checkout_has_the_same_digest(checkout: Path) -> None:
    digest = digest_of_sources(checkout)
    assert f"{__version__}+{digest[: code.DIGEST_CHARACTERS]}" == CODE_VERSION
    (checkout / "edition" / "__pycache__" / "more.py").parent.mkdir(exist_ok=True)
    (checkout / "edition" / "__pycache__" / "more.py").write_text("1")
    source = checkout / "edition" / "calendar.py"
    source.write_bytes(source.read_bytes().replace(b"\n", b"\r\n"))
    assert digest_of_sources(checkout) == digest


@pytest.mark.parametrize(
    "path",
    ["catalogue/collected_fields.json", "device_health/rules.json", "forecast/kernels.py"],
)
def test_a_changed_source_or_table_is_other_code(checkout: Path, path: str) -> None:
    digest = digest_of_sources(checkout)
    assert path in dict(sources(checkout))
    with (checkout / path).open("a") as file:
        file.write("\n")
    assert digest_of_sources(checkout) != digest


def test_migrations_and_what_only_shows_are_not_in_it(checkout: Path) -> None:
    paths = dict(sources(checkout))
    assert not any("migrations" in p or "__pycache__" in p for p in paths)
    assert not any(p.startswith(("portal", "press", "cli", "operations")) for p in paths)


def test_it_fits_the_row_and_says_that_it_knows() -> None:
    assert len(CODE_VERSION) <= (Edition._meta.get_field("code_version").max_length or 0)
    assert tells_code(CODE_VERSION) and not tells_code("0.1.0")
