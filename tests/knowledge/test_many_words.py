"""Many texts at once: the same words, stems and spellings as one by one, only faster."""

from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.german.spelling import Speller
from knowledge.german.words import content_words, content_words_of, fold, folded_of, stem, stems_of

ENDS = ["Förder-", "mittel", "Bürgermeister:", "innen", "z.", "B.", "Start", "ups", "vor\x7fher", "", "Maß\n"]


@given(st.lists(st.text(st.characters(exclude_characters="\x7f"))))
@example(ENDS)
@example([])
def test_texts_worked_on_together_give_the_words_of_each(texts):
    assert list(content_words_of(texts)) == [content_words(text) for text in texts]


@given(st.lists(st.text(st.characters(categories=["Ll", "Nd"]), min_size=1)))
@example(["foerderung", "quelle", "steuer", "e", "äußerst"])
@example([])
def test_words_worked_on_together_give_the_stem_of_each(words):
    assert stems_of(words) == [stem(word) for word in words]
    assert folded_of(words) == [fold(word) for word in words]


def test_a_word_with_a_typing_error_is_mended():
    speller = Speller(["breitband", "feuerwehr", "förderrichtlinie"])
    assert speller.mend("feuerwer") == "feuerwehr"
    assert speller.mend("förderichtlnie") == "förderrichtlinie"


def test_a_known_word_in_another_form_is_left_alone():
    assert Speller(["gebühr"]).mend("gebühren") is None


def test_a_word_that_is_near_nothing_is_left_alone():
    assert Speller(["breitband", "feuerwehr"]).mend("trinkwasser") is None
    assert Speller([]).mend("trinkwasser") is None
