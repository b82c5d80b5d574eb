"""Whether a text states something: a word alone names a thing, and a request asks for something to be done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from service.words.content import WORD

_REQUEST_WORDS = """
    read see look consider note show tell list find give describe explain compare summarise summarize discuss check
    verify search write cite define name state review analyse analyze
"""
_REQUESTS = frozenset(_REQUEST_WORDS.split())
_OBJECT_WORDS = (
    "the a an this that these those me us it its them all each every any some how why what whether for at up"
)
_OBJECTS = frozenset(_OBJECT_WORDS.split())
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|can|could|will|would|may|might|must|should)\b", re.IGNORECASE
)


_IRREGULAR_WORDS = """
    became began bent bet bit bought broke brought built burst came cut drew drove fell fed felt fought found gave got
    grew held hit hurt kept knew lay led left lent lost made meant met paid put quit ran rang read rose sang sank sat
    saw sent set shot shrank shut sold spent split spread stood stuck swam taught told took went won wrote
"""
_IRREGULAR = frozenset(_IRREGULAR_WORDS.split())
_INFLECTED = re.compile(r"\w+(?:s|ed|n['’]t|ing)$")


def is_name_alone(text: str) -> bool:
    """Whether it is one word, or two or three without any that may be a verb: a thing, of which nothing is said."""
    words = [word.lower() for word in WORD.findall(text)]
    return len(words) == 1 or (len(words) <= MOST_OF_A_NAME and not _may_say(text, words))


MOST_OF_A_NAME = 3
"""Words; in longer texts verbs that have no ending can't be told from nouns."""


def _may_say(text: str, words: Sequence[str]) -> bool:
    """Whether a word but the first may be a verb: by its form, or as one behind a plural (`Clusters fail`)."""
    return bool(_FINITE.search(text)) or any(
        _INFLECTED.match(word) or word in _IRREGULAR or before.endswith("s") or before in _SUBJECTS
        for before, word in pairwise(words)
    )


_SUBJECTS = frozenset(("they", "we", "you", "i", "people", "women", "men", "children"))


def is_request(text: str) -> bool:
    """Whether it asks for something to be done: `Read this paper!`, `Please compare …`."""
    words = [word.lower() for word in WORD.findall(text)]
    if words[:1] == ["please"]:
        return True
    if len(words) < 2 or words[0] not in _REQUESTS:
        return False
    return text.rstrip().endswith("!") or (words[1] in _OBJECTS and not _FINITE.search(text))
