"""Erasing and copying out: what is deleted is gone from every file, what is asked for is all there (MISSION E5)."""

import json
import os
import time
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kado.entitlement.gate import UseRefused
from kado.store import lake
from kado.store.digest import _claim
from kado.store.erasing import DeletionMustWait, erase, erase_waiting, traces
from kado.store.holdings import export_table, held, waiting
from kado.store.inbox import accept
from kado.store.models import BundleReceipt, InboxBundle
from kado.store.rewriting import merge_small_files
from kado.store.schemas import LakeRows, complete
from kado.tenancy.models import Server
from tests.store.conftest import NOW, bundle, packed, permit_for, reference
from tests.store.tables import samples
from tests.store.test_upkeep import OWNER, START, fill, read, ref, same


def device_rows(server_id: object) -> LakeRows:
    device = {
        "server_id": [str(server_id)],
        "device": ["/dev/sda"],
        "observed_at": [NOW],
        "received_at": [NOW],
        "source": ["collector"],
        "document": ["{}"],
    }
    return LakeRows(devices=complete("devices", device))


def test_an_erased_server_is_gone_from_every_file(lake_folder: Path) -> None:
    going, staying = ref(), ref()
    fill(going, staying)
    merge_small_files("samples", NOW)  # the files before the merge hold the server too
    lake.append(device_rows(going.server_id), uuid4())
    pinned = lake.versions()
    figures = read([staying], pinned)
    assert traces([str(going.server_id)], [lake_folder])
    done = erase([going], NOW)
    assert done.files_count > 2 and done.log_files_count > 2
    assert traces([str(going.server_id)], [lake_folder]) == []
    assert same(figures, read([staying], lake.versions()))
    with pytest.raises(lake.PinGone):
        read([staying], pinned)
    again = erase([going], NOW)
    assert (again.files_count, again.log_files_count) == (0, 0)
    assert read([going], lake.versions()).keys == ()


def test_the_checkpoint_of_the_log_forgets_too(lake_folder: Path) -> None:
    going, staying = ref(), ref()
    fill(going, staying, batches=2)
    lake.open_table("samples").create_checkpoint()  # as every hundredth commit does
    log = lake_folder / "samples" / "_delta_log"
    assert list(log.glob("*.checkpoint.parquet"))
    figures = read([staying], lake.versions())
    erase([going], NOW)
    assert traces([str(going.server_id)], [lake_folder]) == []
    for path in log.glob("*.checkpoint.parquet"):
        stats = str(pq.ParquetFile(path).read(columns=["add.stats"]).to_pylist())
        assert str(going.server_id) not in stats and str(staying.server_id) in stats
    assert same(figures, read([staying], lake.versions()))


def test_a_file_left_by_a_killed_append_goes_when_it_is_old(lake_folder: Path) -> None:
    going = ref()
    fill(going, batches=1)
    orphan = lake_folder / "samples" / "month=2026-11" / f"bucket={going.bucket}" / "left.parquet"
    rows = samples(going.server_id, START, [0.5]).samples.drop_columns(["month", "bucket"])
    pq.write_table(rows, orphan)
    with pytest.raises(DeletionMustWait, match="left"):
        erase([going], NOW)
    hour_ago = time.time() - 3600
    os.utime(orphan, (hour_ago, hour_ago))
    erase([going], NOW)
    assert not orphan.exists()
    assert traces([str(going.server_id)], [lake_folder]) == []


def test_traces_are_found_as_text_and_as_columns_and_across_chunks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = str(uuid4())
    monkeypatch.setattr("kado.store.erasing._CHUNK_BYTES", 50)
    (tmp_path / "a.txt").write_text("x" * 33 + wanted)
    (tmp_path / "b.bin").write_bytes(b"y" * 20 + wanted.replace("-", "").encode())
    pq.write_table(pa.table({"server_id": [wanted] * 9}), tmp_path / "c.parquet")
    (tmp_path / "d.txt").write_text(str(uuid4()))
    found = [Path(p).name for p in traces([wanted], [tmp_path, tmp_path / "a.txt"])]
    assert found == ["a.txt", "b.bin", "c.parquet", "a.txt"]


@pytest.mark.parametrize("others_count", [0, 40])
def test_few_and_many_ids_are_found_alike(tmp_path: Path, others_count: int) -> None:
    wanted, others = str(uuid4()), [str(uuid4()) for _ in range(others_count)]
    bare = wanted.replace("-", "")
    for name, text in {
        "dashed": f"x{wanted}y",
        "bare": f"zz{bare}",
        "inside-digits": f"0123456789abcdef{bare}fedcba",
        "beside": f"{uuid4()}{wanted}",
        "cut": wanted[:-1],
        "nobody": str(uuid4()),
    }.items():
        (tmp_path / name).write_text(text)
    found = [Path(p).name for p in traces([wanted, *others], [tmp_path])]
    assert found == ["bare", "beside", "dashed", "inside-digits"]


def test_bundles_of_an_erased_server_go_from_the_inbox_too(server: Server) -> None:
    from kado.store.bundle import unpack
    from kado.store.bundle_rows import read as read_bundle

    for _ in range(2):
        body = packed(bundle(server.pk))
        accept(server, body, read_bundle(unpack(body), NOW), NOW)
    unreadable = InboxBundle.objects.first()
    assert unreadable
    InboxBundle.objects.filter(pk=unreadable.pk).update(problem="torn")
    found = waiting(permit_for(server.organisation_id), [reference(server)])
    assert (found.bundles_count, found.unreadable_count, found.receipts_count) == (1, 1, 2)
    _claim(NOW, 10)
    with pytest.raises(DeletionMustWait):
        erase_waiting([reference(server)])
    InboxBundle.objects.update(batch_id=None)
    assert erase_waiting([reference(server)]) == 4
    assert not InboxBundle.objects.exists() and not BundleReceipt.objects.exists()


def test_everything_held_about_a_server_can_be_taken_away(tmp_path: Path) -> None:
    one, other = ref(), ref()
    fill(one, other, batches=2)
    document = {
        "server_id": [str(one.server_id)] * 2,
        "observed_at": [NOW, NOW - timedelta(days=1)],
        "received_at": [NOW] * 2,
        "source": ["collector"] * 2,
        "document": ['{"hostname": "b"}', '{"hostname": "a"}'],
    }
    lake.append(LakeRows(configurations=complete("configurations", document)), uuid4())
    permit = permit_for(OWNER)
    target = tmp_path / "samples.parquet"
    assert export_table(permit, one, "samples", target) == 48
    rows = pq.read_table(target)
    assert set(rows["server_id"].to_pylist()) == {str(one.server_id)}
    assert pa.types.is_timestamp(rows.schema.field("observed_at").type)
    assert export_table(permit, one, "configurations", tmp_path / "c.parquet") == 2
    documents = pq.read_table(tmp_path / "c.parquet")["document"].to_pylist()
    assert [json.loads(d)["hostname"] for d in documents] == ["a", "b"]
    assert export_table(permit, one, "devices", tmp_path / "none.parquet") == 0
    assert not (tmp_path / "none.parquet").exists()


def test_what_is_held_is_counted_by_server_and_metric() -> None:
    one, other = ref(), ref(9)
    fill(one, other, batches=2)
    lake.append(samples(one.server_id, START, [1.0], metric="memory_used_bytes"), uuid4())
    lake.append(device_rows(one.server_id), uuid4())
    [(servers_count, found)] = held(permit_for(OWNER), [one, other])
    assert servers_count == 2
    lines = {(h.server_id, h.table, h.metric): h.rows_count for h in found}
    assert lines == {
        (str(one.server_id), "samples", "processor_used_ratio"): 48,
        (str(one.server_id), "samples", "memory_used_bytes"): 1,
        (str(one.server_id), "devices", ""): 1,
        (str(other.server_id), "samples", "processor_used_ratio"): 48,
    }
    assert min(h.first_at for h in found) == START


@pytest.mark.django_db
def test_nothing_is_counted_or_copied_without_a_permit(tmp_path: Path) -> None:
    one, stranger = ref(), permit_for(uuid4())
    fill(one, batches=1)
    with pytest.raises(UseRefused):
        list(held(stranger, [one]))
    with pytest.raises(UseRefused):
        waiting(stranger, [one])
    with pytest.raises(UseRefused):
        export_table(stranger, one, "samples", tmp_path / "x.parquet")
