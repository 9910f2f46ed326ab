"""The store on disk: what it keeps comes back, and what is not ours, whole and of this version does not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from wijkdemocratie import voorraad
from wijkdemocratie.voorraad import Voorraad, hash_files, make_key

KEY, OTHER = make_key("een"), make_key("twee")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a cache folder of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "wijken-aan-zet"


def fill(root: Path, values: dict[bytes, bytes], version: bytes = b"1") -> None:
    store = Voorraad(root, "soort", version)
    for key, value in values.items():
        store.put(key, value)
    store.save()


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    fill(tmp_path, {KEY: b"waarde", OTHER: b""})
    store = Voorraad(tmp_path, "soort", b"1")
    assert (store.get(KEY), store.get(OTHER), store.get(make_key("drie"))) == (b"waarde", b"", None)


def test_another_version_kind_or_root_is_another_store(tmp_path: Path) -> None:
    fill(tmp_path, {KEY: b"waarde"})
    elders = tmp_path / "elders"
    for store in (
        Voorraad(tmp_path, "soort", b"2"),
        Voorraad(tmp_path, "anders", b"1"),
        Voorraad(elders, "soort", b"1"),
        Voorraad(tmp_path, "soort", b"1", leeg=True),
    ):
        assert store.get(KEY) is None


def test_no_damaged_byte_gets_through(tmp_path: Path, cache: Path) -> None:
    fill(tmp_path, {KEY: b"waarde"})
    (path,) = cache.glob("*/soort.pak")
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert Voorraad(tmp_path, "soort", b"1").get(KEY) in (None, b"waarde")
        path.write_bytes(whole[:at])
        assert Voorraad(tmp_path, "soort", b"1").get(KEY) is None


@pytest.mark.parametrize("what", ["folder", "file"])
def test_what_others_can_write_is_not_read(tmp_path: Path, cache: Path, what: str) -> None:
    fill(tmp_path, {KEY: b"waarde"})
    (path,) = cache.glob("*/soort.pak")
    (path if what == "file" else path.parent).chmod(0o777)
    assert Voorraad(tmp_path, "soort", b"1").get(KEY) is None


def test_a_link_is_not_followed(tmp_path: Path, cache: Path) -> None:
    fill(tmp_path, {KEY: b"waarde"})
    (path,) = cache.glob("*/soort.pak")
    path.rename(tmp_path / "elders.pak")
    path.symlink_to(tmp_path / "elders.pak")
    assert Voorraad(tmp_path, "soort", b"1").get(KEY) is None


def test_without_a_place_to_write_there_is_no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bestand").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "bestand"))
    fill(tmp_path, {KEY: b"waarde"})
    assert Voorraad(tmp_path, "soort", b"1").get(KEY) is None


def test_what_nobody_asks_for_goes(tmp_path: Path) -> None:
    fill(tmp_path, {KEY: b"waarde"})
    for number in range(voorraad._OLD + 1):
        store = Voorraad(tmp_path, "soort", b"1")
        assert store._old.get(KEY) is not None
        store.put(make_key(str(number)), b"")
        store.save()
    assert Voorraad(tmp_path, "soort", b"1").get(KEY) is None


def test_a_store_stays_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voorraad, "MOST_BYTES", 10)
    fill(tmp_path, {KEY: b"123456"})
    fill(tmp_path, {OTHER: b"123456"})
    store = Voorraad(tmp_path, "soort", b"1")
    assert (store.get(KEY), store.get(OTHER)) == (None, b"123456")


def test_only_the_latest_roots_are_kept(tmp_path: Path, cache: Path) -> None:
    for number in range(voorraad._MOST_ROOTS + 3):
        fill(tmp_path / str(number), {KEY: b"waarde"})
        for age, folder in enumerate(sorted(cache.iterdir(), key=lambda one: one.stat().st_mtime)):
            os.utime(folder, (age, age))
    assert len(list(cache.iterdir())) == voorraad._MOST_ROOTS
    assert Voorraad(tmp_path / str(number), "soort", b"1").get(KEY) == b"waarde"


def test_a_key_knows_where_its_parts_end() -> None:
    assert make_key("ab", "c") != make_key("a", "bc") != make_key("abc")


def test_files_are_known_by_name_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("1", encoding="utf-8")
    first = hash_files([tmp_path], (".py",))
    (tmp_path / "b.txt").write_text("1", encoding="utf-8")
    assert hash_files([tmp_path], (".py",)) == first
    (tmp_path / "a.py").rename(tmp_path / "c.py")
    assert hash_files([tmp_path], (".py",)) != first


def test_umask_of_who_shares_with_a_group(tmp_path: Path) -> None:
    """Whatever mode new folders get, the store is closed to others, and so it is read again."""
    before = os.umask(0o002)
    try:
        fill(tmp_path, {KEY: b"waarde"})
    finally:
        os.umask(before)
    assert Voorraad(tmp_path, "soort", b"1").get(KEY) == b"waarde"
