"""The settings file: what it changes, what it refuses and in which words."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.quoting.options import AnswerOptions
from assistant.search.retrieve import RetrieveOptions
from assistant.settings import THESAURUS, Settings, SettingsError, load_settings
from index.lexical import FieldWeights


@pytest.fixture
def path(tmp_path):
    return tmp_path / "own.toml"


def loaded(path, text):
    path.write_text(text, encoding="utf-8")
    return load_settings(path)


def refused(path, text):
    with pytest.raises(SettingsError) as caught:
        loaded(path, text)
    message = str(caught.value)
    assert "\n" not in message
    return message


DEFAULTS = Settings()
READ = [
    ("", DEFAULTS),
    ("# 何も変えない\n[retrieve]\n[answer]\n", DEFAULTS),
    ("[retrieve]\nlexical = 7\n", replace(DEFAULTS, retrieve=RetrieveOptions(lexical=7))),
    ("[answer]\nquotes = 2\n", replace(DEFAULTS, answer=AnswerOptions(quotes=2))),
    # A whole number is a number too.
    ("[retrieve]\nexpansion = 1\n", replace(DEFAULTS, retrieve=RetrieveOptions(expansion=1))),
    # A table in a table changes what it names and leaves the rest.
    (
        "[retrieve]\nbody = 5\n[retrieve.fields]\nheading = 0.9\n",
        replace(DEFAULTS, retrieve=RetrieveOptions(body=5, fields=FieldWeights(heading=0.9))),
    ),
    (
        "[retrieve]\nfields = { heading = 0.0, gram = 2 }\n",
        replace(DEFAULTS, retrieve=RetrieveOptions(fields=FieldWeights(heading=0.0, gram=2))),
    ),
    ('thesaurus = "own.tsv"\n', replace(DEFAULTS, thesaurus=Path("own.tsv"))),
]


@pytest.mark.parametrize(("text", "settings"), READ)
def test_what_a_file_changes(path, text, settings):
    assert loaded(path, text) == settings


def test_the_defaults_name_the_bundled_thesaurus():
    assert DEFAULTS.thesaurus == THESAURUS
    assert THESAURUS.name == "thesaurus.tsv"
    assert THESAURUS.is_file()


UNKNOWN = [
    (
        "[retrive]\n",
        "{path}: there is no setting retrive. Settings here: answer, retrieve, thesaurus.",
    ),
    ("k = 3\n", "{path}: there is no setting k. Settings here: answer, retrieve, thesaurus."),
    (
        "[retrieve.fields]\ntitle = 1.0\n",
        "{path} [retrieve] [fields]: there is no setting title."
        " Settings here: body, gram, heading.",
    ),
]


@pytest.mark.parametrize(("text", "message"), UNKNOWN)
def test_an_unknown_key_is_refused_with_those_there_are(path, text, message):
    assert refused(path, text) == message.format(path=path)


def test_an_unknown_key_of_a_table_names_the_table(path):
    message = refused(path, "[answer]\nquote = 3\n")
    assert message.startswith(f"{path} [answer]: there is no setting quote. Settings here: ")
    assert " quotes" in message


WRONG_KINDS = [
    ("[retrieve]\nlexical = 0.5\n", "[retrieve]: lexical is 0.5, but takes a value like 45."),
    ('[retrieve]\nlexical = "7"\n', "[retrieve]: lexical is '7', but takes a value like 45."),
    ("[retrieve]\nlexical = true\n", "[retrieve]: lexical is True, but takes a value like 45."),
    ("[retrieve]\nlexical = [7]\n", "[retrieve]: lexical is [7], but takes a value like 45."),
    (
        "[retrieve]\nexpansion = true\n",
        "[retrieve]: expansion is True, but takes a value like 0.4.",
    ),
    (
        '[retrieve]\nexpansion = "多め"\n',
        "[retrieve]: expansion is '多め', but takes a value like 0.4.",
    ),
    (
        '[retrieve.fields]\nbody = "x"\n',
        "[retrieve] [fields]: body is 'x', but takes a value like 1.0.",
    ),
    (
        "[retrieve.lexical]\nbody = 1\n",
        "[retrieve]: lexical is {'body': 1}, but takes a value like 45.",
    ),
]


@pytest.mark.parametrize(("text", "message"), WRONG_KINDS)
def test_a_value_of_the_wrong_kind_is_refused(path, text, message):
    separator = "" if message.startswith(":") else " "
    assert refused(path, text) == f"{path}{separator}{message} Correct it."


OUT_OF_RANGE = [
    ("[answer]\nquotes = 0\n", "[answer]: quotes is 0, but takes 1 to 1,000,000."),
    ("[answer]\nhits = -1\n", "[answer]: hits is -1, but takes 1 to 1,000,000."),
    ("[answer]\nleast_share = -0.1\n", "[answer]: least_share is -0.1, but takes 0 to 1,000,000."),
    ("[retrieve]\nlexical = -5\n", "[retrieve]: lexical is -5, but takes 1 to 1,000,000."),
    (f"[retrieve]\nbody = {10**20}\n", f"[retrieve]: body is {10**20}, but takes 1 to 1,000,000."),
    ("[retrieve]\nexpansion = nan\n", "[retrieve]: expansion is nan, but takes 0 to 1,000,000."),
    ("[retrieve]\nexpansion = inf\n", "[retrieve]: expansion is inf, but takes 0 to 1,000,000."),
]


@pytest.mark.parametrize(("text", "message"), OUT_OF_RANGE)
def test_a_number_out_of_range_is_refused(path, text, message):
    assert refused(path, text) == f"{path} {message} Correct it."


def test_a_path_that_no_system_takes_is_refused(path):
    message = refused(path, 'thesaurus = "a\\u0000b"\n')
    assert message.startswith(f"{path}: thesaurus is 'a\\x00b', but takes a value like ")


@pytest.mark.parametrize("text", ["retrieve = 3\n", "thesaurus = 3\n", "answer = []\n"])
def test_a_table_or_a_path_given_as_something_else_is_refused(path, text):
    key, _, value = text.strip().partition(" = ")
    message = refused(path, text)
    assert message.startswith(f"{path}: {key} is {value}, but takes a value like ")
    assert message.endswith(". Correct it.")


def test_a_file_that_is_no_toml_is_refused_in_a_line(path):
    message = refused(path, "[retrieve\nlexical = 7\n")
    assert message.startswith(f"Settings in {path} cannot be read: ")
    assert message.endswith(". Correct it.")


def test_a_file_that_is_no_utf_8_is_refused(path):
    path.write_bytes("thesaurus = '類語.tsv'".encode("shift_jis"))
    with pytest.raises(SettingsError, match="cannot be read: 'utf-8' codec") as caught:
        load_settings(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["absent.toml", "."])
def test_a_file_that_is_not_there_is_refused(tmp_path, name):
    with pytest.raises(SettingsError) as caught:
        load_settings(tmp_path / name)
    assert str(caught.value).startswith(f"Settings in {tmp_path / name} cannot be read: ")


def test_settings_cannot_be_changed_by_accident():
    with pytest.raises(AttributeError):
        DEFAULTS.retrieve.lexical = 3
