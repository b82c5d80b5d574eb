"""A whole list of personal names and organisations, as a bibliography prints it, read into CSL-JSON names.

Unlike `names.leading_names`, it is given just the list and accounts for all of it: what fits no form is a literal name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.bibliography.names import PARTICLE, UPPER, Name

_LETTER = r"[^\W\d_]"
_INITIAL = rf"[{UPPER}][^\W\d_A-ZА-Я]?\."
_INITIALS = re.compile(
    rf"\(?(?:[{UPPER}](?:[^\W\d_{UPPER}]{{0,2}}\.)?(?:\s?[-‐‑.]\s?|\s+|(?=[{UPPER}])|$"
    rf"|(?=\)))){{1,5}}(?:\s?{PARTICLE})?\)?"
)
_SHORT = re.compile(rf"[{UPPER}]{{1,4}}\.?(?:[\s-][{UPPER}]{{1,2}}\.?)?")
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|2nd|3rd)\.?")
_OTHERS = re.compile(
    r"[\s,;&]{0,3}(?:\b(?:and|und|et|y|и|ve|va)\s+)?(?:\bet[\s.]{1,2}al\b\.?|\band others\b|\bothers\b|\bи др\b\.?"
    r"|\bи соавт\b\.?|\bvd\b\.?|\bve diğerleri\b|\bva boshq\w*\b\.?|\bu\.\s?a\.|\bcolleagues\b|…"
    r"|\.\s?\.\s?\.)[\s,.]{0,3}",
    re.IGNORECASE,
)
_STRONG = re.compile(r"\s*;\s*(?:(?:&|and|und|et|y|и|ve|va)\s+)?|\s+/\s+|(?<=\w)/(?=\w)|\s[·•]\s")
_JOINT = re.compile(r"(?:\s*,)?\s*(?:&|\s(?:and|und|et|y|e|i|и|та|ve|va|och|en|with)(?=\s))\s*")
_STOP = re.compile(rf"(?<=[^\W\d_]{{2}})\.\s+(?=[{UPPER}][\w'’-]+,\s)")
_STOP_AFTER_INITIALS = re.compile(
    rf"(?:(?<=,\s[{UPPER}]\.)|(?<=,\s[{UPPER}]{{2}}\.)|(?<=,\s[{UPPER}]\.[{UPPER}]\.))\s+(?=[{UPPER}][\w'’-]{{2,}},\s)"
)
_COMMA = re.compile(r"\s*,\s*")
_ROLE = re.compile(
    r"[\s,(\[]{0,3}\b(?:eds?|editors?|hrsg|hg|éds?|dirs?|coords?|orgs?|ред|сост|trans|transl|comp|der"
    r"|yay\. haz)\b[.)\]]{0,3}$",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:bank|banka\w*|universit\w*|universid\w*|üniversitesi|universiteti|университет\w*|ministr\w*|minister\w*"
    r"|министерств\w*|bakanlığı|vazirligi|organi[sz]ation|organización|организаци\w*|council|institut\w*|институт\w*"
    r"|enstitüsü|commission|comisión|kommission|комисси\w*|committee|comité|комитет\w*|association|ассоциаци\w*"
    r"|society|общество|agency|агентств\w*|department|departamento|департамент\w*|office|bureau|bundesamt|amt|fund"
    r"|фонд|union|союз|group|группа|corporation|corp|company|inc|ltd|llc|gmbh|press|times|foundation|fundação"
    r"|fundación|fondation|stiftung|vakfı|cent(?:er|re)|centro|zentrum|центр\w*|merkezi|markazi|government|national"
    r"|international|federal|federation|федераци\w*|statisti\w+|kurumu|kurulu|başkanlığı|qo'mitasi|akademi\w*"
    r"|academ\w*|академи\w*|consortium|team|network|collaboration|project|program(?:me)?|initiative|service|services"
    r"|school|college|library|museum|laborator\w+|republic\w*|республик\w*|nations|board|authority|forum|alliance"
    r"|chamber|embassy|parliament|court|congress|standards|task force)\b",
    re.IGNORECASE,
)
_STATES = re.compile(r"\bU\.\s?[SK]\.(?:\s?A\.)?")
_CAPITALS = re.compile(rf"[{UPPER}][{UPPER}\d&/.-]*[{UPPER}\d]")
_LONE_INITIAL = re.compile(rf"(?<!\w){_INITIAL}(?=[\s,;&]|$)")
_INITIAL_AT_END = re.compile(rf"(?:^|[\s.\-,])[{UPPER}][^\W\d_]?\.$")
_FAMILY = re.compile(rf"(?:{PARTICLE}\s){{0,3}}[{UPPER}][\w'’ʻ‘`\-‐]+")
_GLUED = re.compile(rf"(?P<given>(?:{_INITIAL}-?)+)(?P<family>{_LETTER}{{3,}}.*)")
_PARTICLE = re.compile(rf"{PARTICLE}|['’]t")
_LONGEST = 3000


def names_in(text: str) -> list[Name]:
    """Every name of the list `text`; 'et al.' and the words for editors are no names."""
    words = _OTHERS.sub(" , ", " ".join(text[:_LONGEST].split()))
    words = _ROLE.sub("", words).strip(" ,;:&*_")
    if not words:
        return []
    if _is_organisation(words):
        return [{"literal": part} for part in _STRONG.split(words) if part]
    groups = [group for part in _STRONG.split(words) for group in _groups(part)]
    strong = _STRONG.search(words) is not None
    return [name for name in _names(groups, strong) if name]


def _is_organisation(words: str) -> bool:
    if _CAPITALS.fullmatch(words) and "." not in words:
        return True
    return bool(_ORGANISATION.search(words)) and not _LONE_INITIAL.search(_STATES.sub("", words))


def _groups(part: str) -> Iterator[list[str]]:
    """What conjunctions and full stops part, each divided at its commas."""
    inverted = not re.match(_INITIAL, part)
    for joint in _JOINT.split(part):
        for group in _sentences(joint) if inverted else [joint]:
            words = group.strip(" ,;" if _ends_in_initial(group) else " ,.;")
            pieces = [piece for piece in _COMMA.split(words) if piece]
            if pieces:
                yield pieces


def _sentences(words: str) -> Iterator[str]:
    """What full stops part, where each name is inverted: `ALDER, René. BIRCH, Ann` or `Alder, JN. Birch, JM`."""
    for half in _STOP.split(words):
        yield from _STOP_AFTER_INITIALS.split(half)


def _ends_in_initial(group: str) -> bool:
    return _INITIAL_AT_END.search(group.rstrip(" ,;")) is not None


def _names(groups: Sequence[Sequence[str]], strong: bool) -> Iterator[Name]:
    only_families = not strong and _only_families(groups)
    for pieces in groups:
        yield from ([{"family": piece} for piece in pieces] if only_families else _names_of_group(pieces, strong))


def _only_families(groups: Sequence[Sequence[str]]) -> bool:
    """`Smith, Jones and Brown`: nothing but single words, and not one `Smith, John`."""
    if any(not _is_family(piece) for pieces in groups for piece in pieces):
        return False
    count = sum(len(pieces) for pieces in groups)
    return (len(groups) > 1 and len(groups[-1]) == 1) or (len(groups) == 1 and count % 2 == 1)


def _names_of_group(pieces: Sequence[str], strong: bool) -> Iterator[Name]:
    """Names among pieces that commas part: `Family, Given` takes two of them, `Given Family` one."""
    index = 0
    while index < len(pieces):
        piece, suffix = _without_suffix(pieces[index])
        after = pieces[index + 1] if index + 1 < len(pieces) else ""
        taken = 1
        if _ORGANISATION.search(piece) and not _is_given(after):
            name: Name = {"literal": piece}
        elif after and not _SUFFIX.fullmatch(after) and (_is_given(after) or _takes_given(piece, after, index, strong)):
            name, taken = {"family": piece, "given": after.strip("()")}, 2
        else:
            name = _one_name(piece)
        index += taken
        if index < len(pieces) and _SUFFIX.fullmatch(pieces[index]):
            suffix = pieces[index]
            index += 1
        yield {**name, "suffix": suffix} if suffix else name


def _without_suffix(piece: str) -> tuple[str, str]:
    before, _, last = piece.rpartition(" ")
    return (before, last) if before and _SUFFIX.fullmatch(last) else (piece, "")


def _takes_given(piece: str, after: str, index: int, strong: bool) -> bool:
    """Whether `after` is a given name in full: `Beck, Ulrich, Anthony Giddens` inverts the first alone."""
    if strong:
        return index == 0
    return _is_family(piece) and len(after.split()) <= 3


def _is_given(piece: str) -> bool:
    return bool(piece) and len(piece) <= 24 and _INITIALS.fullmatch(piece) is not None


def _is_family(piece: str) -> bool:
    return _FAMILY.fullmatch(piece) is not None


def _one_name(piece: str) -> Name:
    """A name without a comma: `Иванов И. И.`, `Smith AB`, `Bugnon (A.-L.)`, `J. A. Smith`, `Jan van der Berg`."""
    words = piece.split(" ")
    first = next((at for at in range(1, len(words)) if _closes(words[at:], words[:at])), None)
    if first is not None:
        return {"family": " ".join(words[:first]), "given": " ".join(words[first:]).strip("()")}
    glued = _GLUED.fullmatch(piece)
    if glued:
        return {"family": glued["family"], "given": glued["given"]}
    if len(words) == 1:
        return {"family": piece}
    particles = (at for at in range(1, len(words) - 1) if _PARTICLE.fullmatch(words[at]))
    cut = next((at for at in particles if not words[at][0].isupper()), len(words) - 1)
    return {"family": " ".join(words[cut:]), "given": " ".join(words[:cut])}


def _closes(rest: Sequence[str], before: Sequence[str]) -> bool:
    """Whether the words from here on are initials, and those before them a family name."""
    joined = " ".join(rest)
    if not _is_given(joined) or _is_given(" ".join(before)):
        return False
    return "." in joined or joined.startswith("(") or _SHORT.fullmatch(joined) is not None
