"""Outside: what is typed that no text can answer: code, sums, orders to the program, and questions about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

Outside = Literal["code", "sum", "order", "program"]
"""What it is instead of a question to the library."""

OUTSIDE: Mapping[Outside, str] = {
    "code": "that is code",
    "sum": "that is a sum to work out",
    "order": "that tells a program to do something",
    "program": "that asks about the program",
}
"""The same in words."""


def outside_of(text: str) -> Outside | None:
    """What the text is, if it is no question that any text could answer."""
    if any(pattern.search(text) for pattern in _CODE):
        return "code"
    if _is_sum(text):
        return "sum"
    plain = _GREETING.sub("", text)
    if any(pattern.search(plain) for pattern in _ORDERS):
        return "order"
    return "program" if any(pattern.search(plain) for pattern in _PROGRAM) else None


def _any_case(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE | re.DOTALL) for pattern in patterns)


_GREETING = re.compile(r"^\W*(?:(?:hello|hi|hey|please|ok(?:ay)?|now|and|so)\b[\s,.!]*)+", re.IGNORECASE)

_CODE = _any_case(
    r"^\W*select\b.+\bfrom\s+\w+\s*(?:;|where\b.*=)|^\W*select\s+\*|^\W*(?-i:SELECT)\b.+\b(?-i:FROM)\b",
    r"(?:^|;)\s*(?:insert into\s+\w|delete from\s+\w+\s*(?:;|$|where\b)|update\s+\w+\s+set\s+\w+\s*="
    r"|(?:drop|alter|create|truncate)\s+(?:table|database)\s+\w)",
    r"\bunion\s+(?:all\s+)?select\b|['\"]\s*or\s+['\"]?(\w+)['\"]?\s*=\s*['\"]?\1\b",
    r"^\s*(?-i:[a-z_])[\w.]*\(\s*(?:\)|[\"'`].*\)|-?\d(?!\d{3}\)).*\)|[a-z_]\w*\(.*\))\s*[;:]?\s*$",
    r"\b[a-z_]\w*\.[a-z_]\w*\(.*\)|^\s*import\s+[\w.]+\s*(?:;|as\s+\w+\s*$)|^\s*from\s+[\w.]+\s+import\s",
    r"^\s*(?:async\s+)?(?:def|class|function)\s+\w*\s*\(.*\)\s*[:{]|\bfor\s+\w+\s+in\s+\w+\(.*\)\s*:",
    r"#include\s*<|<\?php|\bconsole\.log\b|\$\{\w|\b(?:sudo|chmod|rm\s+-\w+|curl\s+-\w|wget\s+http)\b",
    r"=>\s*[{(\w]|\s(?:==|!=|&&|\|\|)\s|\{\s*[\"']?\w+[\"']?\s*:\s*.*\}|\w\s*=\s*[^=].*;\s*$",
)

_ASKED = re.compile(
    r"^\W*(?:(?:what(?:['’]s| is| are| does)|how much (?:is|are)|calculate|compute|work out|solve|evaluate)\s+)?"
    r"(?P<sum>.+?)\s*(?:equals?(?: to)?|make|=)?\W*$",
    re.IGNORECASE,
)
_OPERAND = r"\(*\s*-?\d+(?:[.,]\d+)*\s*%?\s*\)*"
_SIGN = r"(?:[+*×÷^=x/:–-]|plus|minus|times|divided by|multiplied by|over|to the power of|modulo|mod)"
_SUM = re.compile(
    rf"(?:the )?(?:sum of |square root of |root of )?{_OPERAND}(?:\s*{_SIGN}\s*{_OPERAND})+"
    rf"|(?:the )?(?:difference|sum|product|ratio|quotient) (?:between|of) {_OPERAND}\s*and\s*{_OPERAND}"
    rf"|(?:the )?(?:square |cube )?root of {_OPERAND}|{_OPERAND}\s*(?:%|per\s?cent)?\s+of\s+{_OPERAND}",
    re.IGNORECASE,
)
_SPAN = re.compile(r"\d+\s*[-–/:]\s*\d+")


def _is_sum(text: str) -> bool:
    """Whether it is numbers and signs alone; two with a dash or a stroke are so only where they are asked for."""
    match = _ASKED.match(text)
    if match is None or not _SUM.fullmatch(match["sum"]):
        return False
    return not _SPAN.fullmatch(match["sum"]) or bool(match.start("sum"))


_DO = r"(?:^|[.!?:;,]\s+)(?:(?:please|now|then|just|first|can you|could you|i want you to|you must)\s+)*"
_PIECE = (
    r"(?:poems?|stor(?:y|ies)|essays?|songs?|lyrics|jokes?|letters?|e-?mails?|codes?|scripts?|programs?|functions?"
    r"|tweets?|posts?|speech(?:es)?|haikus?|limericks?|raps?|images?|pictures?|homework|term papers?)"
)
_ORDERS = _any_case(
    rf"{_DO}(?:ignore|disregard|forget|override|bypass|skip)\s+(?:\w+\s+){{0,4}}"
    r"(?:instructions?|prompts?|rules|directions|commands?|guidelines|messages?|everything|restrictions)\b",
    r"\b(?:system|hidden|initial|developer)\s+(?:prompt|message)s?\b",
    rf"{_DO}(?:act|behave|respond|answer|reply|speak|talk)\s+(?:as|like)\s+(?:an?|the|if|my)\b",
    rf"{_DO}(?:pretend|imagine)\s+(?:that\s+)?(?:you|to be)\b|^you are (?:now|no longer)\b|^from now on\b",
    rf"{_DO}(?:write|compose|draft|generate|create|make|sing|draw|give|tell|do)\s+(?:(?:me|us)\s+)?"
    rf"(?:(?:an?|some|my|another|the)\s+)?(?:[\w-]+\s+){{0,2}}?{_PIECE}\b(?!\s+of\b)",
    rf"{_DO}(?:translate|proofread|spell-?check|rewrite|paraphrase)\b",
    rf"{_DO}(?:delete|drop|erase|execute|uninstall|shut down|restart|reboot|format|hack)\s+"
    r"(?:all|the|every|my|your|this)\b.*\b(?:files?|documents?|librar(?:y|ies)|database|tables?|servers?|computer|system"
    r"|disk|code)\b",
)

_PROGRAM = _any_case(
    r"^(?:who|what|how|where|how old)\s+(?:exactly\s+)?are you\b|^what(?:['’]s| is)\s+your\s+\w+\W*$",
    r"^what (?:can|do|will) you (?:do|know|offer|help (?:me )?with)\W*$|^what (?:can|may|should) i ask(?: you)?\W*$",
    r"^(?:how (?:do|does|can) (?:this|it|you|i use (?:this|it|you))(?: \w+)?(?: works?)?)\W*$",
    r"^are you (?:an?|the|able|chat\w*|human|real|there)\b|^(?:do|can|did|will|would) you (?:feel|think|like|love"
    r"|speak|understand|remember|sleep|learn|hallucinate)\b",
    r"^who (?:made|built|created|wrote|programmed|trained|developed|owns) you\b",
)
