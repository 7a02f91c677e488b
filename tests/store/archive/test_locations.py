"""The names of files and URLs in the library."""

import os
from pathlib import Path

import pytest

from store.archive.locations import canonical, file_name, file_place, same_server, typed_address


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://post.example/flood", "https://post.example/flood"),
        ("post.example/flood", "https://post.example/flood"),
        ("www.post-office.example:8080/", "https://www.post-office.example:8080/"),
        ("flood.md", ""),
        ("articles/flood.md", ""),
        ("~/flood.md", ""),
        ("../flood.md", ""),
        (".config/flood.md", ""),
        ("v1.2/flood.md", ""),
        ("two words.example/flood", ""),
        ("", ""),
    ],
)
def test_an_address_may_be_typed_without_its_scheme(typed: str, address: str) -> None:
    assert typed_address(typed) == address


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://post.example/flood", "https://post.example/flood"),
        ("HTTPS://Post.Example:443/Flood#top", "https://post.example/Flood"),
        ("https://post.example/flood?utm_source=x&id=7&fbclid=9", "https://post.example/flood?id=7"),
        (" https://post.example/?p=7 ", "https://post.example/?p=7"),
        ("https://post.example:8080/a", "https://post.example:8080/a"),
        ("https://post.example/a\u202eb\x1b", "https://post.example/ab"),
        ("https://post.example/", ""),
        ("https://post.example", ""),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("/flood", ""),
        ("http://[broken/a", ""),
        ("http://post.example:port/a", ""),
        ("", ""),
    ],
)
def test_only_the_address_of_a_page_identifies_an_article(url: str, name: str) -> None:
    assert canonical(url) == name


def test_a_name_with_control_characters_is_escaped_and_stays_unique() -> None:
    names = {file_name(Path(name)) for name in ("a.txt", "a\x1b.txt", "a\u202e.txt", "a\n.txt", "a\u200b.txt")}
    assert len(names) == 5
    assert all(name.isprintable() for name in names)


def test_a_name_that_is_not_utf8_can_be_stored() -> None:
    assert file_name(Path(os.fsdecode(b"caf\xe9.txt"))) == "caf\\xe9.txt"


def test_a_link_to_a_file_is_the_same_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "b.txt").symlink_to("a.txt")
    assert file_place(tmp_path / "b.txt") == str((tmp_path / "a.txt").resolve())


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("http://shelf.lan/feed", "https://SHELF.lan:443/1", True),
        ("http://10.1.2.3:8080/feed", "http://10.1.2.3:8080/1?page=2", True),
        ("http://[::1]:8080/feed", "http://[::1]:8080/1", True),
        ("http://10.1.2.3:8080/feed", "http://10.1.2.3/1", False),
        ("http://shelf.lan/feed", "http://attic.shelf.lan/1", False),
        ("http://shelf.lan/feed", "http://shelf.lan:99999/1", False),
        ("shelf", "shelf", False),
        ("http://[::1/feed", "http://[::1/feed", False),
    ],
)
def test_a_server_is_a_host_and_its_port(first: str, second: str, same: bool) -> None:
    assert same_server(first, second) is same
