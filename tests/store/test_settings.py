"""Settings: option before environment before file before default."""

from pathlib import Path

import pytest

from store.library.connection import default_path
from store.settings import SettingsError, config_path, load


def write(text: str) -> None:
    config_path().parent.mkdir(parents=True)
    config_path().write_text(text)


def test_without_anything_the_library_is_in_the_data_folder(tmp_path: Path) -> None:
    settings = load()
    assert settings.library == default_path() == tmp_path / "data" / "attribune" / "library.db"
    assert (settings.pipeline, settings.theme, settings.keys) == (None, "", {})


def test_the_file_goes_before_the_default_and_is_relative_to_itself() -> None:
    write('library = "news.db"\npipeline = "/opt/pipeline"\ntheme = "night"\n[keys]\nnext_claim = "n,right"\n')
    settings = load()
    assert settings.library == config_path().parent / "news.db"
    assert settings.pipeline == Path("/opt/pipeline")
    assert settings.theme == "night"
    assert settings.keys == {"next_claim": "n,right"}


def test_the_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    write('library = "news.db"')
    monkeypatch.setenv("ATTRIBUNE_LIBRARY", "~/other.db")
    assert load().library == Path("~/other.db").expanduser()


def test_the_environment_can_name_no_home_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTRIBUNE_LIBRARY", "~nobody-here/other.db")
    with pytest.raises(SettingsError, match="ATTRIBUNE_LIBRARY: nobody here has the home folder"):
        load()


def test_the_option_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTRIBUNE_LIBRARY", "other.db")
    assert load(Path("mine.db")).library == Path("mine.db")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("library = ", "no valid TOML"),
        ("library = 7", "library must be text"),
        ("keys = 7", "must be a table"),
        ("[keys]\nnext = 7", "must be a table"),
        ('library = "~nobody-here/x.db"', "library: nobody here has the home folder"),
    ],
)
def test_a_wrong_file_is_told_in_one_line(text: str, complaint: str) -> None:
    write(text)
    with pytest.raises(SettingsError, match=complaint) as told:
        load()
    assert str(config_path()) in str(told.value)
    assert "\n" not in str(told.value)


def test_an_unknown_setting_is_named_and_left_out() -> None:
    write('libary = "x"\ntheme = "dark"')
    settings = load()
    assert settings.theme == "dark"
    assert len(settings.remarks) == 1
    assert "unknown setting libary is left out" in settings.remarks[0]


def test_a_file_that_is_no_text_is_told() -> None:
    write("")
    config_path().write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="no valid TOML"):
        load()
