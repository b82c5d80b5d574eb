"""The language of a question is told only where it is sure; English ones with foreign names stay English."""

from __future__ import annotations

import pytest

from service.ask.answer import Question
from service.ask.understanding import Shelves, understand
from service.ask.understanding.question_language import question_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Welche Rolle spielt der Schlaf bei der Impfung?", "de"),
        ("Was ist Malaria?", "de"),
        ("Wie viele Netze gibt es in Kenia?", "de"),
        ("Pourquoi les enfants sont-ils absents ?", "fr"),
        ("¿Cuántos niños recibieron una red?", "es"),
        ("Perché i bambini non dormono?", "it"),
        ("Quais são os efeitos da vacina?", "pt"),
        ("Почему дети мало спят?", "ru"),
        ("Uyku neden önemlidir?", "tr"),
        ("Waarom slapen de kinderen niet?", "nl"),
        ("什么是疟疾？", "zh"),
        ("ما هي الملاريا؟", "ar"),
    ],
)
def test_other_languages_are_told(text, language):
    assert question_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "What does Müller say about Übermüdung in Österreich?",
        "de la Cruz on sleep",
        "Who wrote “Die Leiden des jungen Werther”?",
        "sleep plus melatonin outcome",
        "Was Tesla right?",
        "emilia romagna crafts plus new technology",
        "El Niño and malaria in Peru",
        "van den Berg 2012 antibody titre",
        "die casting in Torino",
    ],
)
def test_english_with_foreign_words_stays_english(text):
    assert question_language(text) == "en"


def test_only_an_encoder_of_english_alone_leaves_a_question_unread(medicine):
    class English:
        name, reads_only_english = "small", True

        def __getattr__(self, name: str) -> object:
            return getattr(medicine, name)

    class Shelf:
        encoder = English()

        def __getattr__(self, name: str) -> object:
            return getattr(medicine, name)

    question = Question("Welche Rolle spielt der Schlaf?")
    assert understand(question, Shelves(Shelf())).unread_language == "de"
    assert understand(question, Shelves(medicine)).unread_language == ""
