"""Walks a tree of code and says where customers' telemetry could be reached past the data-use gate (MISSION E3).

The walls:
  1. Outside kado/store nobody takes from kado.store but (a) functions that take a Permit and check it, (b) what DOORS names, with the reason.
  2. In kado/store a function that takes a Permit checks it before anything else, or hands it to one that does.
  3. Only kado/store touches deltalake and duckdb, knows where the lake lies (LAKE_URL), or names its files; FILES names who else and why.
  4. Nobody opens a table by name, by SQL, or a module by name, but whom BY_NAME names; that is how a wall would be walked around.
  5. Permits come from the gate alone: only kado/entitlement/gate.py makes one; every gate.permit(...) names a Purpose; permit_own is kado.rights' only.
  6. Who reads editions' documents stands in EDITION_READERS with the purpose and what lets it.
  7. The configuration that arrived last stands with its server for the karte that waits for its first edition; CONFIGURATION_READERS alone read it.

A door, a file or a reader that is named and used no more is told too: the lists stay true.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

# What may be taken from kado.store without a permit: module -> name -> why it gives nobody telemetry.
DOORS: Final[dict[str, dict[str, str]]] = {
    "kado.store.bundle": {
        "BODY_LIMIT_BYTES": "a limit",
        "BundleMalformed": "an error",
        "BundleNotValid": "an error",
        "BundleTooLarge": "an error",
        "FORMAT": "a name",
        "unpack": "intake: reads what a collector sends at this moment, not what is held",
    },
    "kado.store.bundle_rows": {"read": "intake: the same"},
    "kado.store.days": {"day_of": "calendar", "day_start": "calendar"},
    "kado.store.digest": {"digest_all": "digest: moves the inbox into the lake, gives back counts"},
    "kado.store.durable": {"sync_file": "fsync", "sync_folder": "fsync"},
    "kado.store.erasing": {
        "DeletionMustWait": "an error",
        "erase": "deletes; gives back counts",
        "erase_folders": "deletes; gives back nothing",
        "erase_waiting": "deletes; gives back counts",
        "Finder": "a type",
        "finder": "rights: looks for ids in a text that it is given",
        "lake_folder": "rights: where to look for what a deletion left",
        "server_ids_in_lake": "rights: ids only, to delete again what a backup brought back",
        "traces": "rights: whether an id is left in a file; gives back names of files",
    },
    "kado.store.holdings": {"Held": "a value", "Waiting": "a value"},
    "kado.store.inbox": {
        "Accepted": "a value",
        "BundleConflict": "an error",
        "TooFast": "an error",
        "accept": "intake: writes",
        "check_rate": "intake: counts requests",
        "count_request": "intake: counts requests",
    },
    "kado.store.lake": {
        "PinGone": "an error",
        "append": "import and demonstration: writes",
        "versions": "edition: numbers of versions, to pin them",
        "folder_of": "a worker of a cluster asks whether it sees the lake",
        "open_table": "the same: the number of the newest version",
    },
    "kado.store.models": {
        "BundleReceipt": "enrolment: whether a collector has sent; holds no telemetry",
        "InboxBundle": "the operator's first page: how many wait; the body is never read (wall 4)",
    },
    "kado.store.presence": {"HoursPresent": "a value"},
    "kado.store.ranges": {"AHEAD_LIMIT_SECONDS": "a limit", "RANGE_OF": "limits"},
    "kado.store.schemas": {
        "INSTANT": "a type",
        "LakeRows": "rows to be written",
        "SAMPLES_SCHEMA": "columns",
        "TABLES": "names of tables and their columns",
        "buckets_of": "arithmetic",
        "complete": "rows to be written",
    },
    "kado.store.telemetry": {
        "DailySeries": "a value",
        "DeviceDocuments": "a value",
        "SERVERS_AT_ONCE": "a limit",
        "ServerRef": "a value",
    },
    "kado.store.upkeep": {"upkeep": "upkeep: merges and removes files, gives back counts"},
}

# Who besides kado/store names where the lake lies, and why: module -> words.
FILES: Final[dict[str, dict[str, str]]] = {
    "kado.site.settings": {"LAKE_URL": "the setting itself"},
    "kado.edition.fleet": {"LAKE_URL": "tells kept readings of different lakes apart"},
    "kado.edition.runners.pool": {"LAKE_URL": "tells worker processes where the lake is"},
    "kado.edition.runners.cluster": {
        "LAKE_URL": "tells workers on other machines where the lake is",
        "_delta_log": "asks whether a worker sees the lake; reads no rows",
    },
}
WORDS: Final = ("LAKE_URL", "_delta_log", "read_parquet", "InboxBundle", "store_inboxbundle")
LIBRARIES: Final = frozenset({"deltalake", "duckdb"})

# Who reaches tables or modules by name, and why.
BY_NAME: Final[dict[str, str]] = {
    "kado.rights.kinds": "every table of an organisation, for its export; columns are listed, binary ones never",
    "kado.rights.scanning": "looks for ids in every table after a deletion; gives back names of columns",
    "kado.rights.steps": "reads nothing: removes messages and trails",
    "kado.cli.main": "loads one module of kado.cli, by its own list",
    "kado.cli.manage": "Django's own commands",
    "kado.edition.runners.cluster": "asks whether dask is installed",
    "kado.edition.runners": "loads the runner that the setting names, from its own list",
    "kado.operations.labels": "names of tables for the operator's pages",
}
_TABLES_BY_NAME: Final = frozenset(
    {"get_model", "get_models", "import_module", "__import__", "cursor", "raw", "execute"}
)

# Who reads editions' documents, under which purpose, and what lets it.
EDITION_READERS: Final[dict[str, str]] = {
    "kado.portal": "(a): shown to members, and to resellers with a grant of the customer in force (F2); pages are withheld without agreement",
    "kado.press": "(a): writes the edition's documents and mails for the same readers",
    "kado.delivery": "(a): tells members that an edition is there; the gate is asked when a mail is sent",
    "kado.rights": "(a): copied out for, deleted for, or previewed by the customer itself",
    "kado.contacts": "(b), (d): customers that consent; kado.contacts.proposers asks the gate, the grant too for a reseller",
    "kado.edition": "(a): the cycle; (c) in comparison, responses: behind gate.permit(Purpose.RESEARCH)",
    "kado.operations": "(a): the operator reviews a month before it is published",
    "kado.demonstration": "writes fictional editions' answers",
    "kado.cli": "the operator's commands make, publish and verify",
}
_EDITION_DOCUMENTS: Final = frozenset({"kado.edition.reading", "kado.edition.documents"})

# gate.permit with a purpose that is no constant: where, and why.
PURPOSE_FROM_DATA: Final[dict[str, str]] = {
    "kado.delivery.outbox": "the purpose under which the message was written stands on it",
}
# Who reads Server.configuration outside the store, and why.
CONFIGURATION_READERS: Final[dict[str, str]] = {
    "kado.portal.held": "(a): the karte before there is an edition, for the same readers; withheld without agreement",
}
GATE: Final = "kado.entitlement.gate"
OWN_PERMITS: Final = "kado.rights"


@dataclass(frozen=True, slots=True)
class Module:
    name: str
    tree: ast.Module

    @property
    def is_store(self) -> bool:
        return self.name.startswith("kado.store")


def holes(root: Path) -> list[str]:
    """Every place below `root` (which holds the folder kado) where a wall is open, in words."""
    modules = list(_modules(root))
    guarded, loose = _functions_of_store(modules)
    used = {(m, n) for module in modules if not module.is_store for m, n in _taken(module)}
    found = list(loose)
    for module in modules:
        found += _calls(module)
        if not module.is_store:
            found += _doors(module, guarded)
            found += _files(module)
            found += _by_name(module)
            found += _editions(module)
            found += _configurations(module)
    idle = [f"{m}.{n}" for m, names in DOORS.items() for n in names if (m, n) not in used]
    names = {m.name for m in modules}
    listed = {*FILES, *BY_NAME, *PURPOSE_FROM_DATA, *CONFIGURATION_READERS}
    found += [f"{name} is on a list and is no module" for name in sorted(listed - names)]
    return found + [f"the door {name} is used by nobody: take it off the list" for name in idle]


def _modules(root: Path) -> Iterator[Module]:
    for path in sorted((root / "kado").rglob("*.py")):
        if "migrations" not in path.parts:
            parts = path.relative_to(root).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            yield _parsed(name, path.read_text(encoding="utf-8"))


@lru_cache(maxsize=2048)
def _parsed(name: str, text: str) -> Module:
    return Module(name, ast.parse(text))


def _functions_of_store(modules: list[Module]) -> tuple[set[tuple[str, str]], list[str]]:
    """The public functions that take a permit and check it; and those that take one and do not."""
    guarded: set[tuple[str, str]] = set()
    loose = []
    for module in modules:
        if not module.is_store:
            continue
        functions = {n.name: n for n in module.tree.body if isinstance(n, ast.FunctionDef)}
        for name, function in functions.items():
            permit = _permit_of(function)
            if permit is None:
                continue
            if _checks(function, permit, functions):
                guarded.add((module.name, name))
            else:
                loose.append(f"{module.name}.{name} takes a permit and does not check it")
    return guarded, loose


def _permit_of(function: ast.FunctionDef) -> str | None:
    """The name of the parameter that is a Permit (and nothing less: no `Permit | None`)."""
    for argument in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs):
        if isinstance(argument.annotation, ast.Name) and argument.annotation.id == "Permit":
            return argument.arg
    return None


def _checks(function: ast.FunctionDef, permit: str, functions: dict[str, ast.FunctionDef]) -> bool:
    """Whether the first thing done (but writing down the docstring) checks the permit: itself, in a loop over servers, or by a function that does."""
    body = [s for s in function.body if not _is_docstring(s)]
    if not body:
        return False
    first = body[0]
    for call in (n for n in ast.walk(first) if isinstance(n, ast.Call)):
        if ast.unparse(call.func) == f"{permit}.check":
            return True
        if isinstance(call.func, ast.Name) and call.func.id in functions:
            handed = any(isinstance(a, ast.Name) and a.id == permit for a in call.args)
            inner = functions[call.func.id]
            own = _permit_of(inner)
            if handed and own and inner is not function and _checks(inner, own, functions):
                return True
    return False


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _taken(module: Module) -> Iterator[tuple[str, str]]:
    """What the module takes from kado.store: (module of the store, name); '*' for one that it holds as a whole and uses otherwise."""
    held: dict[str, str] = {}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.module == "kado.store":
            held |= {a.asname or a.name: f"kado.store.{a.name}" for a in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kado.store."):
            yield from ((str(node.module), a.name) for a in node.names)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.startswith("kado.store"):
                    yield alias.name, "*"
    seen = set()
    for node in ast.walk(module.tree):
        whole = node.value if isinstance(node, ast.Attribute) else None
        if isinstance(node, ast.Attribute) and isinstance(whole, ast.Name) and whole.id in held:
            seen.add(id(whole))
            yield held[whole.id], node.attr
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Name) and node.id in held and id(node) not in seen:
            yield held[node.id], "*"


def _doors(module: Module, guarded: set[tuple[str, str]]) -> Iterator[str]:
    for source, name in sorted(set(_taken(module))):
        if (source, name) not in guarded and name not in DOORS.get(source, {}):
            yield f"{module.name} takes {name} from {source}: it asks for no permit and is no door"


def _files(module: Module) -> Iterator[str]:
    """Libraries that open the lake, and words that lead to its files or to the bodies of bundles."""
    allowed = FILES.get(module.name, {})
    for node in ast.walk(module.tree):
        names = []
        if isinstance(node, ast.Import):
            names = [a.name for a in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        for name in names:
            if name.partition(".")[0] in LIBRARIES:
                yield f"{module.name} imports {name}: only kado.store opens the lake"
    for word in sorted(_words(module)):
        if word not in allowed and not (word == "InboxBundle" and _only_counts(module)):
            yield f"{module.name} names {word}: only kado.store knows where the data lies"


def _words(module: Module) -> set[str]:
    found = set()
    for node in ast.walk(module.tree):
        text = ""
        if isinstance(node, ast.Name):
            text = node.id
        elif isinstance(node, ast.Attribute):
            text = node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        found |= {w for w in WORDS if w in text and not _is_prose(text)}
    return found


def _is_prose(text: str) -> bool:
    return " " in text.strip() and "/" not in text and "SELECT" not in text.upper()


def _only_counts(module: Module) -> bool:
    """Whether a module that names InboxBundle never names the column that holds the bundle."""
    return not any(
        (isinstance(n, ast.Attribute) and n.attr == "body")
        or (isinstance(n, ast.Constant) and n.value == "body")
        for n in ast.walk(module.tree)
    )


def _by_name(module: Module) -> Iterator[str]:
    if module.name in BY_NAME:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in _TABLES_BY_NAME:
                yield f"{module.name}:{node.lineno} reaches something by name ({name}): list it with its reason"


def _calls(module: Module) -> Iterator[str]:
    """How permits are come by."""
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        where = f"{module.name}:{node.lineno}"
        if name == "Permit" and module.name != GATE:
            yield f"{where} makes a permit itself: only the gate does"
        if name == "replace" and any(_is_permit(a) for a in node.args[:1]):
            yield f"{where} changes a permit"
        if name == "permit_own" and not module.name.startswith(OWN_PERMITS):
            yield f"{where} asks for a permit of a customer's own: only {OWN_PERMITS} does"
        if name == "permit" and module.name != GATE and not _names_purpose(node, module.name):
            yield f"{where} asks the gate without naming a Purpose"


def _is_permit(value: ast.expr) -> bool:
    name = value.attr if isinstance(value, ast.Attribute) else getattr(value, "id", "")
    return name == "permit"


def _names_purpose(call: ast.Call, module_name: str) -> bool:
    if not call.args:
        return False
    first = call.args[0]
    if isinstance(first, ast.Attribute) and isinstance(first.value, ast.Name):
        return first.value.id == "Purpose"
    return module_name in PURPOSE_FROM_DATA


def _editions(module: Module) -> Iterator[str]:
    part = ".".join(module.name.split(".")[:2])
    if part in EDITION_READERS:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom):
            whole = node.module or ""
            names = {f"{whole}.{a.name}" for a in node.names} | {whole}
            if names & _EDITION_DOCUMENTS or "kado.edition.models.EditionServer" in names:
                yield f"{module.name} reads editions' documents: say under which purpose"


def _configurations(module: Module) -> Iterator[str]:
    if module.name in CONFIGURATION_READERS or not _knows_servers(module):
        return
    for node in ast.walk(module.tree):
        if (
            isinstance(node, ast.Attribute)
            and node.attr == "configuration"
            and ast.unparse(node.value) in ("server", "unit")
        ):
            yield f"{module.name}:{node.lineno} reads a server's configuration past the gate"


def _knows_servers(module: Module) -> bool:
    return any(
        isinstance(n, ast.ImportFrom)
        and n.module == "kado.tenancy.models"
        and any(a.name == "Server" for a in n.names)
        for n in ast.walk(module.tree)
    )
