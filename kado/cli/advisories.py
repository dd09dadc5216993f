"""`kado advisories`: make, sign, check, import and list advisory packs (docs/advisories.md).

keygen, build, sign and check need no installation; import, list, show, use and stop work on the one of KADO_HOME.
"""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kado.advisories import files, keys
from kado.advisories.pack import PACK_LIMIT_BYTES, PackRefused
from kado.cli.installed import ready_installed
from kado.cli.main import UsageError
from kado.cli.terminal import tell, terminal_locale
from kado.language import say

if TYPE_CHECKING:
    from kado.advisories.models import AdvisoryPack
    from kado.advisories.shelf import Difference

HELP = "make, sign, check, import or list advisory packs"
ACTOR: Final = "kado advisories"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    keygen = actions.add_parser("keygen", help="a key pair: FILE (private) and FILE.pub")
    keygen.add_argument("file", type=Path)
    keygen.add_argument("--comment", default="", help="who holds the key")
    build = actions.add_parser("build", help="an unsigned pack from a folder of JSON files")
    build.add_argument("folder", type=Path)
    build.add_argument("--output", type=Path, required=True)
    sign = actions.add_parser("sign", help="sign a pack with a private key")
    sign.add_argument("file", type=Path)
    sign.add_argument("--key", type=Path, required=True)
    sign.add_argument("--output", type=Path, help="another file than the one read")
    check = actions.add_parser("check", help="say whether a pack is well formed and who signed it")
    check.add_argument("file", type=Path)
    check.add_argument("--keys", type=Path, help="folder of trusted keys (*.pub)")
    imported = actions.add_parser("import", help="take a pack in and put it to use")
    imported.add_argument("file", type=Path)
    imported.add_argument("--preview", action="store_true", help="only say what would change")
    imported.add_argument("--force", action="store_true", help="also one older than that in use")
    actions.add_parser("list", help="the packs of this installation")
    for name, help_text in (
        ("show", "the entries of a pack in use"),
        ("use", "put an imported version in use"),
        ("stop", "put a pack out of use"),
    ):
        action = actions.add_parser(name, help=help_text)
        action.add_argument("name")
        if name == "use":
            action.add_argument("version")


def run(options: argparse.Namespace) -> int:
    """0 when done, 1 when a pack is refused."""
    try:
        return _ACTIONS[options.action](options)
    except PackRefused as refusal:
        tell(f"advisories-refused-{refusal.code}", detail=refusal.detail)
        return 1
    except (keys.KeyUnusable, FileExistsError) as error:
        raise UsageError(str(error)) from None


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(PACK_LIMIT_BYTES + 1)


def _keygen(options: argparse.Namespace) -> int:
    key = keys.generate(options.file, options.comment)
    tell("advisories-key-made", path=str(options.file), key_id=key.id)
    return 0


def _build(options: argparse.Namespace) -> int:
    options.output.write_bytes(files.build(options.folder))
    tell("advisories-built", path=str(options.output))
    return 0


def _sign(options: argparse.Namespace) -> int:
    output = options.output or options.file
    output.write_bytes(files.sign(_read(options.file), options.key))
    tell("advisories-signed", path=str(output))
    return 0


def _check(options: argparse.Namespace) -> int:
    trusted = keys.in_folder(options.keys) if options.keys else ()
    opened = files.open_file(_read(options.file), trusted + files.shipped_keys())
    pack = opened.pack
    count = sum(1 for _ in pack.entries())
    tell("advisories-one", name=pack.name, version=pack.version, entries_count=count)
    tell(f"advisories-signature-{opened.signature}", key_id=opened.key_id)
    print(opened.digest)
    return 0 if opened.signature == "trusted" else 1


def _import(options: argparse.Namespace) -> int:
    ready_installed()
    from kado import clock
    from kado.advisories import shelf

    data = _read(options.file)
    opened = shelf.open_pack(data)
    current = shelf.in_use(opened.pack.name)
    tell(f"advisories-signature-{opened.signature}", key_id=opened.key_id)
    _tell_difference(shelf.difference(current.pack if current else None, opened.pack))
    shelf.check_import(opened, options.force)
    if options.preview:
        return 0
    row = shelf.keep(data, clock.now(), ACTOR, force=options.force)
    shelf.use(row, clock.now(), ACTOR)
    tell("advisories-now-in-use", name=row.name, version=row.version)
    return 0


def _tell_difference(found: "Difference") -> None:
    locale = terminal_locale()
    for word in ("added", "changed", "removed"):
        places = getattr(found, word)
        print(say(locale, f"advisories-{word}", entries_count=len(places)))
        for kind, entry_id in places:
            print(f"  {say(locale, 'advisories-kind-' + kind.replace('_', '-'))}: {entry_id}")


def _list(options: argparse.Namespace) -> int:
    ready_installed()
    from kado.advisories import shelf

    for one in shelf.shelf():
        key = "advisories-listed-in-use" if one.in_use else "advisories-listed"
        tell(
            key,
            name=one.pack.name,
            version=one.pack.version,
            issued_date=one.pack.issued_at.date(),
            digest=one.opened.digest[:12],
            key_id=one.opened.key_name,
        )
    return 0


def _show(options: argparse.Namespace) -> int:
    ready_installed()
    from kado.advisories import shelf

    one = shelf.in_use(options.name)
    if one is None:
        raise UsageError(f"no pack {options.name!r} is in use; see `kado advisories list`")
    locale = terminal_locale()
    for kind, entry in one.pack.entries():
        print(f"{say(locale, 'advisories-kind-' + kind.replace('_', '-'))}: {entry.id}")
        print(f"  {entry.source.title} <{entry.source.url}>")
    return 0


def _row(name: str, version: str | None) -> "AdvisoryPack":
    from kado.advisories.models import AdvisoryPack

    rows = AdvisoryPack.objects.filter(name=name, **({"version": version} if version else {}))
    row = rows.first()
    if row is None:
        raise UsageError(f"{name} {version or ''} was never imported; see `kado advisories list`")
    return row


def _use(options: argparse.Namespace) -> int:
    ready_installed()
    from kado import clock
    from kado.advisories import shelf

    row = _row(options.name, options.version)
    shelf.use(row, clock.now(), ACTOR)
    tell("advisories-now-in-use", name=row.name, version=row.version)
    return 0


def _stop(options: argparse.Namespace) -> int:
    ready_installed()
    from kado import clock
    from kado.advisories import shelf

    sample = files.sample()
    if options.name == sample.pack.name:
        shelf.keep(files.SAMPLE_FILE.read_bytes(), clock.now(), ACTOR, force=True)
    row = _row(options.name, None)
    shelf.stop_using(row, clock.now(), ACTOR)
    tell("advisories-stopped", name=row.name)
    return 0


_ACTIONS: Final[dict[str, Callable[[argparse.Namespace], int]]] = {
    "keygen": _keygen,
    "build": _build,
    "sign": _sign,
    "check": _check,
    "import": _import,
    "list": _list,
    "show": _show,
    "use": _use,
    "stop": _stop,
}
