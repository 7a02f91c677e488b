"""Control characters are removed from foreign text, and visible ones stay as they are."""

import pytest

from extract.text.controls import clean

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
RAINBOW = "\U0001f3f3\ufe0f\u200d\U0001f308"
PERSIAN = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
HINDI = "\u0915\u094d\u200d\u0937"


@pytest.mark.parametrize("text", [FAMILY, RAINBOW, PERSIAN, HINDI, "日本語", "مرحبا", "naïve", "two\nlines\tand a tab"])
def test_what_is_written_with_joiners_and_in_other_scripts_stays(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\u200db", "ab"),
        ("a\u200cb", "ab"),
        ("\u200d\U0001f469\u200d", "\U0001f469"),
        (f"1\u200d{RAINBOW}\u200d0", f"1{RAINBOW}0"),
        ("\U0001f469\u200c\U0001f467", "\U0001f469\U0001f467"),
        ("\U0001f469\u200d\u200d\U0001f467", "\U0001f469\U0001f467"),
        ("a\x1b[2Jb\u202ec\u2066d\ufeff", "a[2Jbcd"),
    ],
)
def test_joiners_elsewhere_and_controls_go(text: str, left: str) -> None:
    assert clean(text) == left
