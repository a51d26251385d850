"""The words of a large index lie in a file: the same answers, and nobody waits for it."""

import os
import random
import time
from pathlib import Path

import pytest
from search_ledger import Ledger, titled
from tumbaga.catalog.search import (
    Index,
    Question,
    catch_up,
    open_index,
    rebuild,
    wordlists,
    wordmaking,
)
from tumbaga.catalog.search.engines.base import Stamp
from tumbaga.catalog.search.engines.tantivy import TantivySnapshot
from tumbaga.catalog.search.wordfile import UnreadableError, WordFile, write
from tumbaga.catalog.search.wordmaking import NotMadeError
from tumbaga.catalog.search.words import Words

STAMP = Stamp("libro", 7, "", "2", "6")
WRONG = "zarzamara"
SEED = ["año", "ano", "niño", "nino", "niñez", "hospital", "vivienda", "población"]
SEED += ["poblacion", "maja01.ft03", "2019", "日本", "ciclovía", "ciclovia", "o", "ñ"]


def mixed(chance: random.Random) -> list[tuple[str, int]]:
    """Words enough for beginnings that are told ready, with accents, ñ and codes."""
    found = {word: chance.randint(1, 30) for word in SEED}
    for _each in range(900):
        letters = chance.choices("aeiouñnlrstbvá", k=chance.randint(3, 9))
        found["p" + "".join(letters)] = chance.randint(1, 50)
    for number in range(500):
        found[f"da{number * 37}"] = 1
    return sorted(found.items())


@pytest.fixture
def both(tmp_path: Path) -> tuple[Words, WordFile, list[str]]:
    listed = mixed(random.Random(7))
    words = Words(listed).grouped()
    write(tmp_path / "words", words, STAMP, time.process_time())
    return words, WordFile(tmp_path / "words"), [word for word, _count in listed]


def test_a_file_tells_what_the_list_does(both):
    words, file, listed = both
    beginnings = {word[:length] for word in listed for length in range(len(word) + 1)}
    chance = random.Random(8)
    some = chance.sample(listed, 40)
    slips = [chance.choice("aeiosbvhn").join(_cut(word, chance)) for word in some]

    for beginning in (*beginnings, "zz", "~"):
        assert file.beginning(beginning, 1) == words.beginning(beginning, 1)
        assert file.written(beginning) == words.written(beginning)
    for word in (*SEED, *slips, "ospital", "bibienda", "año2"):
        assert file.alike(word) == words.alike(word)
    assert (file.stamp, file.beginning("poblaci")) == (STAMP, ["poblacion"])
    assert file.written("poblacion") == words.written("poblacion")


def _cut(word: str, chance: random.Random) -> tuple[str, str]:
    place = chance.randint(1, len(word))
    return word[:place], word[place + chance.randint(0, 1) :]


def test_a_file_of_no_words(tmp_path: Path):
    write(tmp_path / "words", Words(()), STAMP, time.process_time())

    file = WordFile(tmp_path / "words")

    assert (file.beginning("poblac"), file.alike("poblasion")) == ([], [])
    assert file.written("poblacion") == "poblacion"


@pytest.mark.parametrize("kept", [0, 1, 40, 400, -1])
def test_a_file_that_is_not_whole_is_none(both, kept: int):
    path = both[1].path
    path.write_bytes(path.read_bytes()[:kept])

    with pytest.raises(UnreadableError):
        WordFile(path)
    path.write_bytes(b"\x00" * 500)
    with pytest.raises(UnreadableError):
        WordFile(path)


def test_a_file_that_rotted_on_its_disk_is_none(both):
    path = both[1].path
    told = bytearray(path.read_bytes())
    told[-50] ^= 8
    path.write_bytes(told)

    with pytest.raises(UnreadableError):
        WordFile(path)


def asked(ledger: Ledger, index: Index, text: str) -> int:
    with ledger.session() as session:
        return index.search(Question(text), session).total


def test_a_large_index_is_built_with_its_words(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Another process, or the same one after a start, reads no word of the index."""
    monkeypatch.setattr(wordlists, "MANY", 1)
    index = open_index(tmp_path / "search")
    ledger.publish(*titled("Acueducto de la montaña", "Hospital"))
    catch_up(index, ledger.session)
    started = open_index(tmp_path / "search")
    monkeypatch.setattr(TantivySnapshot, "vocabulary", None)

    found = [asked(ledger, started, one) for one in ("acue", "ospital", "montana")]

    assert found == [1, 1, 1]
    rebuild(started, ledger.session)  # what was of the one before goes with it
    files = {one.name.removesuffix(".lock") for one in index.place.folder.glob("wo*")}
    assert files == {f"words-{index.place.current().name}"}


def test_the_file_tells_no_word_of_what_was_withdrawn(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """It still holds them: each is asked of the index and of the ledger before."""
    monkeypatch.setattr(wordlists, "MANY", 1)
    monkeypatch.setattr(wordlists.wordmaking, "make", wordmaking.run)  # here, at once
    index = open_index(tmp_path / "search")
    ledger.publish(*titled("Zarzamora", "Hospital"))
    catch_up(index, ledger.session)
    path = index.place.words(index.place.current())

    def said() -> str:
        with ledger.session() as session:
            pages = [index.search(Question(one), session) for one in ("zarzam", WRONG)]
            return f"{pages} {index.suggest('zarz', session)}".lower()

    assert said().count("zarzamora") > 2  # the question's own word is misspelt
    ledger.withdraw("d0")
    assert "zarzamora" not in said()
    catch_up(index, ledger.session)
    assert b"zarzamora" in path.read_bytes()
    assert "zarzamora" not in said()


def test_a_clock_that_was_set_back_keeps_no_new_word_from_being_known(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(wordlists, "MANY", 1)
    monkeypatch.setattr(wordlists.wordmaking, "make", wordmaking.run)  # here, at once
    monkeypatch.setattr(wordlists, "COSTLY", -1.0)
    index = open_index(tmp_path / "search")
    ledger.publish(*titled("Acueducto"))
    catch_up(index, ledger.session)
    path = index.place.words(index.place.current())
    tomorrow = time.time() + 86_400
    os.utime(path, (tomorrow, tomorrow))  # made before it was set back
    assert asked(ledger, index, "acue") == 1
    ledger.publish(*titled("Acueducto", "Biblioteca"))
    catch_up(index, ledger.session)

    until = time.monotonic() + 120
    while asked(ledger, index, "biblio") != 1:
        assert time.monotonic() < until, "the new words are not read"
        time.sleep(0.05)


def test_an_index_whose_words_cannot_be_written_still_answers(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_given: object) -> None:
        raise NotMadeError("no room")

    monkeypatch.setattr(wordlists, "MANY", 1)
    monkeypatch.setattr(wordlists.wordmaking, "make", refuse)
    index = open_index(tmp_path / "search")
    ledger.publish(*titled("Acueducto"))
    catch_up(index, ledger.session)

    assert asked(ledger, index, "acue") == 1
    assert not list(index.place.folder.glob("words-*"))


def test_suggestions_are_those_of_the_ledger_as_it_is_now(
    ledger: Ledger, index: Index, monkeypatch: pytest.MonkeyPatch
):
    ledger.publish(*titled("Acueducto del norte", "Acueducto del sur"))
    catch_up(index, ledger.session)

    def told() -> set[str]:
        with ledger.session() as session:
            return {one.title for one in index.suggest("acue", session)}

    assert told() == {"Acueducto del norte", "Acueducto del sur"}
    ledger.withdraw("d0")  # and nobody has followed yet
    assert told() == {"Acueducto del sur"}
    ledger.publish(*titled("Acueducto del este"))
    catch_up(index, ledger.session)
    assert told() == told() == {"Acueducto del este", "Acueducto del sur"}
    calls: list[object] = []
    seen = TantivySnapshot.search
    monkeypatch.setattr(
        TantivySnapshot, "search", lambda *given: calls.append(1) or seen(*given)
    )
    assert (told(), calls) == ({"Acueducto del este", "Acueducto del sur"}, [])
