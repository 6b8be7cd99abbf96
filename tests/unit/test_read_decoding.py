"""Bytes become text, and nothing moves."""

import pytest

from dedup.read.decoding import decode

RUSSIAN = "Министр обороны прибыл в столицу, сообщает агентство. "
KOREAN = "대통령은 27일 국방부 장관을 만났다. "
JAPANESE = "大統領は27日、国防相と会談した。"
CHINESE = "总统27日会见国防部长，双方讨论了合作。"
ARABIC = "التقى الرئيس بوزير الدفاع في العاصمة. "
POLISH = "Prezydent spotkał się z ministrem obrony, żądają więcej środków. "
CZECH = "Prezident řekl, že žádné zbraně nepošle; příští týden přijede ministr. "
TURKISH = "Cumhurbaşkanı, Savunma Bakanı ile görüştü; ışık değişti. "
FRENCH = "« Nous sommes là », a-t-il déclaré à l’Élysée. "


@pytest.mark.parametrize("text", ["\ufeffA mark", "one\r\ntwo\rthree\n", "a\0b", "e\u0301", "\u2028", ""])
def test_utf8_comes_back_as_it_was_written(text: str) -> None:
    assert decode(text.encode()) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_are_known_by_their_mark_which_stays(encoding: str) -> None:
    text = "\ufeffSeoul — 서울 😀\r\n"

    assert decode(text.encode(encoding)) == text


def test_a_stray_byte_in_utf8_is_read_by_itself_and_moves_nothing() -> None:
    data = "Kyjív, “ano”, 서울 ".encode() + b"caf\xe9 \x93yes\x94 " + "서울 Київ".encode()

    assert decode(data) == "Kyjív, “ano”, 서울 café “yes” 서울 Київ"


def test_utf8_cut_off_in_mid_character_loses_that_character_alone() -> None:
    assert decode("서울 Київ".encode()[:-1]) == "서울 Киї\ufffd"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("The café’s owner said “no” – £5.", "cp1252"),
        (FRENCH, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN * 3, "koi8-r"),
        (KOREAN, "cp949"),
        (JAPANESE, "cp932"),
        (JAPANESE * 3, "euc_jp"),
        (CHINESE * 3, "gb18030"),
        (ARABIC * 3, "cp1256"),
        ("Она сказала, что выступит в столице. ", "cp1251"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859_2"),
        (CZECH, "cp1250"),
        (CZECH, "iso8859_2"),
        (TURKISH, "cp1254"),
    ],
)
def test_an_old_encoding_is_found_from_the_bytes(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["iso-8859-2", "cp1254", "shift_jis", "windows-1251", "iso-8859-9"])
def test_a_page_is_read_in_the_charset_it_declares(encoding: str) -> None:
    words = {"shift_jis": "会談した", "windows-1251": "в столицу"}.get(encoding, "müdür")
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={encoding}"></head>{words}</html>'

    assert decode(page.encode(encoding)) == page


@pytest.mark.parametrize("declared", ["iso-8859-1", "utf-16", "rot13", "no-such-charset", "hex"])
def test_a_declaration_that_cannot_be_true_is_passed_over(declared: str) -> None:
    page = f'<meta charset="{declared}"><p>“café”</p>'

    assert decode(page.encode("cp1252")) == page


def test_utf8_wins_over_a_wrong_declaration() -> None:
    page = '<meta charset="iso-8859-1"><p>서울</p>'

    assert decode(page.encode()) == page


def test_bytes_that_windows_1252_leaves_unassigned_keep_their_place() -> None:
    data = b"caf\xe9 \x81 caf\xe9"

    assert len(decode(data)) == len(data)
