"""Settings: option before environment before file before default."""

from dataclasses import replace
from pathlib import Path

import pytest

from store.library.connection import default_path
from store.settings import Settings, SettingsError, config_path, load


def write(text: str) -> None:
    config_path().parent.mkdir(parents=True)
    config_path().write_text(text)


def test_by_default_the_library_is_in_the_data_folder(tmp_path: Path) -> None:
    settings = load()
    assert settings.library == default_path() == tmp_path / "data" / "attribune" / "library.db"
    assert (settings.pipeline, settings.theme, settings.keys) == (None, "", {})


def test_the_file_overrides_the_default_with_paths_relative_to_it() -> None:
    write('library = "news.db"\npipeline = "/opt/pipeline"\ntheme = "night"\n[keys]\nnext_claim = "n,right"\n')
    settings = load()
    assert settings.library == config_path().parent / "news.db"
    assert settings.pipeline == Path("/opt/pipeline")
    assert settings.theme == "night"
    assert settings.keys == {"next_claim": "n,right"}


def test_the_environment_overrides_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    write('library = "news.db"')
    monkeypatch.setenv("ATTRIBUNE_LIBRARY", "~/other.db")
    assert load().library == Path("~/other.db").expanduser()


def test_an_unknown_home_in_the_environment_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTRIBUNE_LIBRARY", "~nobody-here/other.db")
    with pytest.raises(SettingsError, match="ATTRIBUNE_LIBRARY: nobody here has the home folder"):
        load()


def test_the_option_overrides_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTRIBUNE_LIBRARY", "other.db")
    assert load(Path("mine.db")).library == Path("mine.db")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("library = ", "not valid TOML"),
        ("library = 7", "library must be text"),
        ("pipeline = 7", ":1: pipeline must be text"),
        ('library = "~nobody-here/x.db"', "library: nobody here has the home folder"),
    ],
)
def test_a_wrong_file_is_reported_in_one_line(text: str, complaint: str) -> None:
    write(text)
    with pytest.raises(SettingsError, match=complaint) as raised:
        load()
    assert str(config_path()) in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ('libary = "x"', ":1: there is no setting libary, so it is left out: did you mean library?"),
        ('xyz = "x"', ":1: there is no setting xyz, so it is left out: there are library, pipeline, theme, keys"),
        ("theme = 3", ":1: theme must be text"),
        ("keys = 7", ":1: keys must be a table"),
        ('\n[keys]\nmark = "x"\nnext = 7', ":4: next must be text"),
        ("[keys]\ntheme = 3", ":2: theme is a setting, not an action, so it is left out: put it above [keys]"),
        ("[network]\ntimout = 7", ":2: [network] has no setting timout, so it is left out: did you mean timeout?"),
        ("[network]\n\nattempts = 0", ":3: attempts must be a whole number from 1 to 20"),
        ("network.attempts = 0", ":1: attempts must be a whole number from 1 to 20"),
        ("[watch]\ncommand = 7", ":2: command must be a command"),
        ('[watch]\ncommand = "\'"', ":2: command must be a command"),
    ],
)
def test_an_unusable_setting_is_named_with_its_line_and_ignored(text: str, remark: str) -> None:
    write(text)
    settings = load()
    assert len(settings.remarks) == 1
    assert settings.remarks[0].startswith(f"{config_path()}{remark}")
    assert replace(settings, remarks=(), keys={}) == Settings(default_path())


def test_valid_settings_apply_next_to_unusable_ones() -> None:
    write(
        'libary = "x"\ntheme = "dark"\n[keys]\nnext = 7\nmark = "x"\npreset = "newsboat"\n'
        "[watch]\ncommand = \"say -v 'a b'\""
    )
    settings = load()
    assert len(settings.remarks) == 2
    assert (settings.theme, settings.keys, settings.preset) == ("dark", {"mark": "x"}, "newsboat")
    assert settings.hook == ("say", "-v", "a b")


def test_a_file_that_is_no_text_is_reported() -> None:
    write("")
    config_path().write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="not valid TOML"):
        load()
