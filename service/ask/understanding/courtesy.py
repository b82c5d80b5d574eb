"""Courtesies and markup: what is typed into a question's field and asks nothing."""

from __future__ import annotations

import re

from service.words.content import WORD, bare

_COURTESIES = """
    hello hi hey hallo greetings welcome good morning evening afternoon night day bye goodbye cheers
    thanks thank thankyou thx ok okay yes yeah yep no nope sure fine great nice cool super perfect wonderful excellent
    lovely brilliant awesome sorry lot lots bunch kindly kind dear hmm haha lol ciao bonjour bonsoir salut merci hola
    gracias grazie danke tschüss servus olá obrigado obrigada привет здравствуйте спасибо пока salom rahmat
"""
_COURTEOUS = frozenset(_COURTESIES.split())
_BETWEEN_THEM = "i you me we us my your so very much many for and a an the to all again there that it please"
_BETWEEN = frozenset(_BETWEEN_THEM.split())
_FOR_HELP = re.compile(
    r"\W*(?:(?:can|could|will|would) you )?(?:please )?help(?: me| us)?(?: please)?\W*", re.IGNORECASE
)
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s+[\w-]+\s*=[^<>]*)?\s*/?>", re.IGNORECASE)


def is_courtesy(text: str) -> bool:
    """Whether it greets, thanks, agrees or calls for help, and says nothing else."""
    words = [word.lower() for word in WORD.findall(bare(text))]
    said = [word for word in words if word not in _BETWEEN]
    return bool(_FOR_HELP.fullmatch(text)) or (bool(said) and all(word in _COURTEOUS for word in said))


def without_markup(text: str) -> str:
    """The text without tags of HTML or the like."""
    return _TAG.sub(" ", text)
