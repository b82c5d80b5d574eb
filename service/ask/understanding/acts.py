"""Acts of speech that a question asks for: what a work recommends, concludes, finds or leaves open."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Literal

from corpus.bibliography.names import folded
from service.ask.understanding.works import NamedWorks
from service.words.content import content_words

Act = Literal[
    "recommendation", "conclusion", "hypothesis", "aim", "finding", "limitation", "outlook", "method", "summary"
]
"""What an author does with a sentence, where a question asks for that."""

ACTS: Mapping[Act, str] = {
    "recommendation": "what it recommends",
    "conclusion": "what it concludes",
    "hypothesis": "what it supposes",
    "aim": "what it aims at",
    "finding": "what it finds",
    "limitation": "where its limits are",
    "outlook": "what is to be studied next",
    "method": "how it was made",
    "summary": "what it is about",
}
"""The same in words."""

_SUBJECT = (
    r"\b(?:do|does|did|has|have|had|is|are|was|were|can)\b(?![^?]*\b(?:results?|findings|data|figures?|numbers)\b)"
)
_ITS_WORK = (
    r"\b(?:papers?|articles?|stud(?:y|ies)|research|works?|texts?|documents?|reports?|essays?|briefs?|chapters?|books?"
    r"|thesis|entry|review|analysis|authors?|literature)\b"
)


def _asked(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_ASKED: tuple[tuple[Act, re.Pattern[str]], ...] = (
    ("outlook", _asked(r"\b(?:future|further) (?:research|work|stud(?:y|ies))\b|\bresearch gaps?\b|\boutlook\b")),
    ("hypothesis", _asked(rf"\bhypothes[ei]\w+|{_SUBJECT}[^?]{{1,60}}\bexpect(?:s|ed)?\b|\bexpectations?\b")),
    (
        "recommendation",
        _asked(
            rf"{_SUBJECT}[^?]{{1,60}}\b(?:recommend|advise|suggest|propose|advocate|urge|call for|demand)(?:s|ed)?\b"
            r"|\brecommendations?\b|\b(?:policy|practical|managerial) implications?\b"
            r"|\bimplications? for (?:policy|practice)\b|\bsuggestions\b|\badvice\b"
        ),
    ),
    ("limitation", _asked(r"\blimit(?:s|ations?)\b|\bcaveats?\b")),
    ("conclusion", _asked(r"\bconclu(?:de[sd]?|sions?)\b")),
    (
        "aim",
        _asked(
            rf"\b(?:aims?|purposes?|objectives?|goals?|intentions?)\b|\bresearch questions?\b"
            rf"|{_SUBJECT}[^?]{{1,60}}\b(?:seek|set out|intend|aim)(?:s|ed)? to\b"
        ),
    ),
    (
        "finding",
        _asked(rf"{_SUBJECT}[^?]{{1,60}}\b(?:find|found|discover|observe)(?:s|ed)?\b|\b(?:findings?|results?)\b"),
    ),
    (
        "method",
        _asked(
            r"\b(?:what|which) (?:\w+ )?(?:methods?|methodolog\w+|data|samples?|approach\w*|research design)\b"
            r"|\b(?:methods?|methodology|sample|data|research design) (?:of|in|behind)\b"
            r"|['’]s (?:methods?|methodology)\b"
        ),
    ),
    (
        "summary",
        _asked(
            r"^(?:(?:please|can you|could you|would you) )*(?:summari[sz]e|sum up|outline)\b|\btl;?\s?dr\b"
            r"|\b(?:abstract|summary|synopsis|overview|outline of|gist|take-?aways?|in (?:a nutshell|short|brief)"
            r"|(?:main |central )?(?:thesis|argument)|(?:main|key) (?:message|idea|point|argument)s?)\b"
            r"|\bwhat (?:is|are) .*\babout\W*$|\bwhat (?:does|do|did) .*\b(?:deal with"
            r"|argue|claim)\W*$"
        ),
    ),
)

_FRAME_WORDS = """
    recommend recommends recommended recommendation recommendations advise advises advised advice suggest suggests
    suggested suggestion suggestions propose proposes proposed advocate advocates urge urges call calls demand demands
    policy practice practical managerial implication implications
    conclude concludes concluded conclusion conclusions hypothesis
    hypotheses hypothesise hypothesises hypothesize hypothesizes expect expects expected expectation expectations aim
    aims aimed purpose purposes objective objectives goal goals intention intentions research question questions seek
    seeks set out try tries want wants intend intends find finds found discover discovers discovered observe observes
    observed finding findings result results limit limits limitation limitations caveat caveats admit admits
    acknowledge acknowledges concede name names mention mentions list lists state states stated give gives draw draws
    drawn make makes made come comes reach reaches reached achieve achieves test tests tested formulate
    formulates formulated report reports reported paper papers article articles study studies work works text texts
    document documents essay essays brief briefs chapter chapters book books thesis entry review analysis author
    authors literature main key central chief principal overall final major important
    method methods methodology data sample samples approach approaches design employ employed employs collect collected
    summarise summarize summary abstract sum up gist thesis argument arguments argues argue claim claims message
    idea ideas point points deal deals use used uses overview outline synopsis takeaway takeaways take away aways
    nutshell tl dr tldr give write short brief me can could would you please et al
    sentence sentences word words bullet bullets line lines paragraph say says briefly two three five ten both
    future further gap gaps outlook directions direction specific concrete end whole library there what
"""
_FRAME = frozenset(_FRAME_WORDS.split())


@dataclass(frozen=True)
class AskedAct:
    """The act that is asked for, and the words of its `subject`, beside it and the works that the question names."""

    act: Act
    subject: tuple[str, ...] = ()

    @property
    def alone(self) -> bool:
        """Whether the question has no subject beside the act."""
        return not self.subject


def act_of(text: str, works: NamedWorks, names: Set[str]) -> AskedAct | None:
    """The act that the text asks for of a work; `names` are folded words that name the works, or their authors."""
    act = next((act for act, pattern in _ASKED if pattern.search(text)), None)
    plain = any(document.is_plain for document in works.documents)
    if act is None or not (plain or re.search(_ITS_WORK, text, re.IGNORECASE)):
        return None
    left = _FRAME | names
    subject = tuple(word for word in content_words(text) if folded(word) not in left)
    return None if subject and act in _OF_THE_WHOLE else AskedAct(act, subject)


_OF_THE_WHOLE = frozenset({"method", "summary"})
"""What is told of a work as such: with a subject beside it, that is what is asked for."""
