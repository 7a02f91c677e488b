"""Bytes of any charset become text."""

import codecs
import random

import pytest

from store.archive.decoding import decode
from store.archive.incoming import ReadingError

TEXT = "Der Bürgermeister sagte, 40 Häuser seien überflutet worden; das koste 3 Mio. € für die Stadt.\n"
FRENCH = "Le maire a déclaré que 40 maisons étaient inondées, à côté du théâtre.\n"


def test_utf8_is_read_without_a_remark() -> None:
    assert decode(TEXT.encode()) == (TEXT, ())


def test_line_endings_stay_as_they_are() -> None:
    assert decode(b"a\r\nb\rc\n") == ("a\r\nb\rc\n", ())


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_latin_1_is_read_with_a_remark(encoding: str) -> None:
    text, remarks = decode(FRENCH.encode(encoding))
    assert text == FRENCH
    assert remarks == ("is not UTF-8, read as Windows-1252 (Latin-1)",)


def test_a_windows_euro_sign_and_curly_quotes_are_read_correctly() -> None:
    assert decode("“40 €”".encode("cp1252"))[0] == "“40 €”"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_a_byte_order_mark_decides_the_charset(encoding: str) -> None:
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    assert decode(mark + TEXT.encode(encoding)) == (TEXT, ())


def test_russian_is_not_read_as_a_western_charset() -> None:
    text = "Мэр заявил, что затоплено сорок домов, и город просит о помощи у соседей. " * 5
    read, remarks = decode(text.encode("cp1251"))
    assert read == text
    assert "cp1251" in remarks[0]


def test_a_broken_utf8_character_affects_nothing_else() -> None:
    text, remarks = decode(TEXT.encode().replace(b"40", b"40\xff"))
    assert text == TEXT.replace("40", "40\ufffd")
    assert remarks == ("is UTF-8 with 1 broken characters, shown as \ufffd",)


def test_a_stray_nul_does_not_make_a_file_binary() -> None:
    page = b"<p>" + b"The mayor counted 40 homes. " * 20
    assert decode(page + b"\x00</p>", html=True) == ((page + b"</p>").decode(), ())


@pytest.mark.parametrize(
    "body",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"%PDF-1.7\n" + bytes(range(256)) * 9,
        random.Random(7).randbytes(5000),
        b"text\x00text",
        b"\x01\x02\x03",
    ],
)
def test_a_binary_file_is_reported(body: bytes) -> None:
    with pytest.raises(ReadingError, match="binary"):
        decode(body)


@pytest.mark.parametrize(
    "declaration",
    ['<meta charset="windows-1251">', "<META content='text/html; charset=windows-1251' http-equiv=Content-Type>"],
)
def test_a_page_is_read_in_the_charset_that_it_declares(declaration: str) -> None:
    page = f"<html><head>{declaration}</head><p>Мэр заявил</p>"
    assert decode(page.encode("cp1251"), html=True) == (page, ())


@pytest.mark.parametrize("charset", ["no-such-thing", "ascii", "rot13", "utf-16", "\x00", "hex"])
def test_a_page_that_declares_an_unknown_charset_is_read(charset: str) -> None:
    page = f"<html><meta charset='{charset}'><p>Bürgermeister: vierzig Häuser</p>"
    if charset == "\x00":
        page = page.replace("\x00", "")
    assert "Häuser" in decode(page.encode(), html=True)[0]


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "iso-8859-5"])
def test_a_page_is_read_in_the_charset_that_its_server_states(charset: str) -> None:
    page = "<html><p>Мэр заявил, что затоплено сорок домов</p>"
    assert decode(page.encode(charset), html=True, charset=charset) == (page, ())


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1251", "shift_jis", "no-such-thing"])
def test_a_servers_wrong_charset_for_utf8_is_ignored(charset: str) -> None:
    page = f"<html><meta charset='{charset}'><p>{TEXT}</p>"
    assert decode(page.encode(), html=True, charset=charset) == (page, ())


def test_a_servers_wrong_utf8_is_ignored() -> None:
    assert decode(FRENCH.encode("latin-1"), html=True, charset="utf-8")[0] == FRENCH


def test_latin_1_means_windows_1252_to_a_server() -> None:
    assert decode("“40 €”".encode("cp1252"), charset="ISO-8859-1") == ("“40 €”", ())


def test_a_seven_bit_charset_is_read_as_the_server_states() -> None:
    page = "<html><p>市長は四十戸が浸水したと述べた</p>"
    assert decode(page.encode("iso-2022-jp"), html=True, charset="ISO-2022-JP") == (page, ())


def test_a_broken_byte_does_not_change_the_charset_of_a_page() -> None:
    page = "<p>" + "Мэр заявил, что затоплено сорок домов. " * 20
    text, remarks = decode(page.encode("cp1251") + b"\x98", charset="windows-1251")
    assert text == page + "\ufffd"
    assert remarks == ("is cp1251 with 1 broken characters, shown as \ufffd",)


def test_utf16_without_a_mark_is_read_if_the_server_states_it() -> None:
    assert decode("<p>Häuser</p>".encode("utf-16-le"), html=True, charset="utf-16le")[0] == "<p>Häuser</p>"
