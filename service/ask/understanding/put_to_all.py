"""Questions put to all papers: what is asked of `What do the papers say about tides?` is tides, and not papers."""

from __future__ import annotations

import re

from service.words.content import content_words

SAID = "What is said about "
"""How such a question is searched."""

_NUMBER = r"\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty"
_ALL = (
    rf"(?:(?:all|any|both|each|most|some)\s+)?(?:of\s+)?(?:(?:the|these|those|my|our|your)\s+)?"
    rf"(?:(?:{_NUMBER}|whole|entire|held|available|existing)\s+)?"
    r"(?:papers|articles|documents|texts|sources|works|studies|publications|readings|library|literature|corpus"
    r"|collection|authors|writers|scholars|researchers)"
    r"(?:\s+(?:here|(?:held\s+)?in\s+(?:the|this|my|our)\s+(?:library|collection|corpus)))?"
)
_FRAME = re.compile(
    rf"^what\s+(?:do|does|did|is|are|have|has|can)\s+{_ALL}\s+"
    r"(?:say(?:ing)?|said|tell(?:ing)?\s+(?:us|me)|told\s+us|state[sd]?|report(?:ed|ing)?|writ(?:e|ten|ing)|to\s+say|have\s+to\s+say"
    r"|has\s+to\s+say|find|found|think|note[sd]?)\s+"
    r"(?:about|on|of|regarding|concerning|as\s+to)\s+(?P<subject>.+)$",
    re.IGNORECASE | re.DOTALL,
)


def without_whom_it_is_put_to(text: str) -> str:
    """The question without the papers whom it is put to, where these are all; as it is where it is put otherwise."""
    match = _FRAME.match(text)
    if match is None or not content_words(match["subject"]):
        return text
    return SAID + match["subject"]
