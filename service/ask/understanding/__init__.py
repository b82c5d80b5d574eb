"""Understanding a question: what it is about, which works it names, and what kind of answer it asks for."""

from service.ask.understanding.explaining import language_name, understanding_json, understanding_text
from service.ask.understanding.meaning import Understanding
from service.ask.understanding.reading import LONGEST_QUESTION, understand
from service.ask.understanding.shelves import KnownLibrary, Shelves

__all__ = [
    "LONGEST_QUESTION",
    "KnownLibrary",
    "Shelves",
    "Understanding",
    "language_name",
    "understand",
    "understanding_json",
    "understanding_text",
]
