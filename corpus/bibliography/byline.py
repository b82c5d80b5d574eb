"""The people that a line of authors names, however it is printed, each with the marks that stand beside the name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.bibliography.marks import BETWEEN_MARKS, CLOSE, MARKED, OPEN, marked, marks_of
from corpus.bibliography.names import UPPER, WORD, Name, name_of
from corpus.bibliography.places import names_a_place

_BY = re.compile(
    r"(?:contributors?|(?:article )?authors?(?:\(s\)|/s)?|by|autor(?:es|en|i)?|autor[ae]s|auteurs?|авторы?|muallif\w*"
    r"|yazar(?:lar)?|müəllif\w*)\s*:\s*|(?:by|von|par|por|di|af)\s+(?=[^\s,]+\s)",
    re.IGNORECASE,
)
_TITLES = re.compile(
    r"^(?:(?:[КкДд]\.\s?[а-я]{1,3}\.\s?н\.|[Дд]оцент|[Пп]рофессор),?\s?)*(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Ing|Dipl|Doç"
    r"|Doc|Arş|Gör|Öğr|Üyesi|Uzm|Yrd|Assoc|Asst|Assist|Sir|Mag|PhD|dr|prof|doc|dots|dotsent|к|д|э|н|проф|доц|канд|докт"
    r"|экон|наук|habil|hab|inż|mgr|inz|med|rer|nat|pol|Associate|Assistant)\b\.?(?:-Ing\.?)?,?\s?)*"
)
_ROLE = re.compile(
    r"(?:(?:senior |student |life |graduate )*(?:member|fellow)|ieee|acm|osa|corresponding author|author|authors"
    r"|editors?|eds?|(?:et )?al|and others|deceased|lead author|equal contribution|phd student|phd candidate"
    r"|(?:deputy )?program manager)",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"(?:MD|PHD|DPHIL|DSC|SCD|MSC|BSC|MA|MS|BS|BA|MBA|MPH|MPP|MPA|DRPH|DVM|DDS|DMD|PHARMD|EDD|MED|BPHARM|MPHIL|RN|RD|PT"
    r"|DO|JD|LLM|FRCP|FRCS|FACS|FRCPC|MRCP|FAHA|FACP|FACC|CFA|CPA|PE|CNS|LICSW|CSW|LCSW|MSW|MB|CHB|MBBS|MBCHB|BM|BCH"
    r"|MENG|BENG|SM|ESQ|OBE|CBE|FRS|FBA|III?|IV|JR|SR|PROF|DR)"
)
_SEPARATORS = re.compile(
    r"\s*(?:[,;·•|/＆&\t\n、，]|⊙|\s(?:and|und|et|ve|va|и|та|y|e|og|och|en|AND|UND|ET|VE|VA|И)(?=\s)|\s[-–—]\s|\s{3,})\s*"
)
_INITIAL = rf"[{UPPER}][^\W\d_A-ZА-Я]?\.(?:\s?-\s?[{UPPER}]\.)?|[{UPPER}](?![^\W\d_])"
_INITIALS = re.compile(rf"(?:(?:{_INITIAL})\s?-?){{1,5}}|[{UPPER}]{{1,3}}")
_ONLY_INITIALS = re.compile(
    rf"(?:(?:[{UPPER}]|Ch|Sh|Yu|Ya|Th|Zh|Kh|Ts|Дж)\.\s?[-‐]?\s?){{1,5}}[{UPPER}]?|[{UPPER}]{{1,3}}|(?:[{UPPER}]\s){{1,3}}[{UPPER}]"
)
_PARTICLE_WORDS = (
    "van von der den des de del della delle degli di da dos das do du la le les los las ter ten te al el ul ur bin bint"
    " binti ibn ben abu abd zu zur zum ní nic ó uí mac y e st st. san santa 't op af av du' ap ab o' d' l'"
)
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_SON_OR_DAUGHTER = re.compile(
    r"(?:ogl[iu]|oğlu|o['’ʻ‘ʼ`]?g['’ʻ‘ʼ`]?li|qizi|q[ıi]z[ıi]|k[iı]z[iı]|kyzy|ўғли|қизи|оглы|кызы|уулу)", re.IGNORECASE
)
_PATRONYMIC = re.compile(
    r"(?:ov|ev|yev)(?:ich|na)$|(?:ович|евич|ич|овна|евна|ична|івна|йович|ўғли|қизи)$|(?:ogl[iu]|oğlu|g['’ʻ‘ʼ`]li"
    r"|qizi|kizi|kyzy|qızı)$"
)
_FAMILY_ENDING = re.compile(
    r"(?:ov|ev|yev|ova|eva|yeva|zade|zadə|enko|shvili|sky|skiy|skaya|ов|ев|ёв|ова|ева|ёва|ский|ская|цкий|цкая"
    r"|енко)$",
    re.IGNORECASE,
)
_COMMON_GIVEN_NAMES = (
    "abdallah abdullah abdul abdel ahmed ahmad mohamed mohammed muhammad mahmoud mustafa mehmet ali hassan hussein omar"
    " osman ibrahim ismail khaled karim fatima aisha aysel zaynab youssef yusuf samir rachid said nadia leila amina"
    " john mary peter paul michael david thomas anna maria marta olga elena irina natalia ivan dmitry sergey andrey"
    " alexander"
)
_GIVEN_NAMES = frozenset(_COMMON_GIVEN_NAMES.split())
_TITLE_WORDS = (
    "the of and in on for to a an with from by at as is its their how why what study analysis role case new research"
    " theory citations reads views downloads publications article"
    " abstract keywords introduction table figure volume issue page journal press review report chapter part"
    " name names date number button option column address telephone city country detail details item items type"
    " description quantity tax value total score skills office islands group groups invoice receipt amount futures"
    " lists term terms yes state"
    " university institute department school faculty college centre center page vol und die das et les sur для по на из"
)
_NOT_IN_NAMES = frozenset(_TITLE_WORDS.split())
_NAME_WORD = re.compile(rf"(?:[dlDL]['’]|O['’])?(?:Mc|Mac)?{WORD}\.?|(?:{_INITIAL})+")
_INITIALS_AND_FAMILY = re.compile(rf"(?:[{UPPER}]\.){{1,4}}{WORD}")
_NO_NAME = re.compile(
    r"\([^()]{0,60}\)|\S+@\S+|https?:\S+|\borcid\b:?|[^\w\s.,;:&|/·•'’ʻ‘ʼ`＆、，\-‐‑–—⊙()]", re.IGNORECASE
)
_NUMBER_MARK = re.compile(
    r"(?<![^\W\d_])\d{1,2}(?:\s?[,–-]\s?(?:\d{1,2}|[a-z]\b))*(?!\w)|(?<=[^\W\d_])\d{1,2}(?:,\d{1,2})*(?!\w)"
    r"|(?<!\d)\d(?=and\b|und\b|et\b)"
)
_DIGIT = re.compile(r"\d")
_GLUED_CONJUNCTION = re.compile(r"(?<=\d)(and|und|et)\b")
_SPACE_BEFORE_STOP = re.compile(r"(?<=\w)\s+\.")
_SPACED_HYPHEN = re.compile(r"[ ]?[-‐‑][ ](?=[^\W\d_])|[ ][-‐‑](?=[^\W\d_])")
_LETTER_MARK = re.compile(
    rf"(?<=[\w.,])\s(?![yeoi]\s)([a-z](?:\s?,\s?[a-z](?!\w))*)\)?(?=\s*(?:[,;&]|$|and\s|und\s)|\s+[{UPPER}])"
)
_NOT_ONLY_PROSE = (
    "others equal student member fellow author authors editor editors graduate senior deputy program manager candidate"
    " corresponding contribution deceased habil dotsent della delle degli binti santa dphil pharmd bpharm mphil frcpc"
    " licsw mbchb доцент профессор"
)
_SMALL_WORD = re.compile(rf"(?<!\S)(?!(?:{_NOT_ONLY_PROSE.replace(' ', '|')})(?!\S))[a-zа-яё]{{5,}}(?!\S)")
"""A word in small letters that no name, title, degree or conjunction is: it ends the reading of prose early."""

_MAY_HIDE_WORDS = f"(<^{OPEN}"
_MOST_WORDS = 6
_LONGEST = 4000


@dataclass(frozen=True)
class Person:
    """A name in CSL-JSON's form, and the marks printed beside it."""

    name: Name
    marks: tuple[str, ...] = ()


def is_led(line: str) -> bool:
    """Whether a line says itself that names follow: `By …`, `Authors: …`."""
    return bool(_BY.match(line))


def names_in(line: str) -> tuple[Name, ...]:
    """The personal names in an author line, its marks of affiliation stripped; none if anything else stands there."""
    return tuple(person.name for person in people_in(line))


def people_in(line: str) -> tuple[Person, ...]:
    """The people of an author line, in order; none if anything but names, degrees and marks stands there.

    A line that says itself that names follow may go on with something else (`Von Eva Lund, Emden`).
    """
    if len(line) > _LONGEST:
        return ()
    led = _BY.match(line)
    if not led and _SMALL_WORD.search(line) and not any(sign in line for sign in _MAY_HIDE_WORDS):
        return ()
    pieces = list(_pieces(marked(line[led.end() :] if led else line)))
    people: list[Person] = []
    index = 0
    while index < len(pieces):
        taken = _taken(pieces, index, bool(people))
        if taken is None:
            return tuple(people) if led else ()
        found, after = taken
        dropped = tuple(mark for piece in pieces[index:after] for mark in piece.marks) if not found else ()
        if people and dropped:
            people[-1] = replace(people[-1], marks=tuple(dict.fromkeys(people[-1].marks + dropped)))
        people.extend(found)
        index = after
    return tuple(people)


@dataclass(frozen=True)
class _Piece:
    words: str
    marks: tuple[str, ...]


def _pieces(line: str) -> Iterator[_Piece]:
    """What stands between commas, conjunctions and marks, each with the marks behind it."""
    bare = "".join(part if part.startswith(OPEN) else _with_marks(_cleaned(part)) for part in BETWEEN_MARKS.split(line))
    for part in re.split(r"(?<=\ue001)", bare):
        marks = tuple(mark for held in MARKED.findall(part) for mark in marks_of(held))
        words = [
            " ".join(piece.split()).strip(" :()'’-") for piece in _SEPARATORS.split(MARKED.sub(" ", " " + part + " "))
        ]
        told = [word for word in words if word.strip(" .,-()")]
        if not told and marks:
            yield _Piece("", marks)
        for place, word in enumerate(told):
            yield _Piece(word, marks if place == len(told) - 1 else ())


def _cleaned(text: str) -> str:
    """`text` without addresses, remarks in brackets and signs, the spaces that a reader left in initials closed."""
    text = _NO_NAME.sub(" ", text)
    text = _SPACE_BEFORE_STOP.sub(".", text)
    return _SPACED_HYPHEN.sub("-", text)


def _with_marks(text: str) -> str:
    """`text` with the numbers and lone letters in it, which are marks whose place above the line was lost, marked."""
    if _DIGIT.search(text):
        text = _GLUED_CONJUNCTION.sub(r" \1", _NUMBER_MARK.sub(f"{OPEN}\\g<0>{CLOSE}", text))
    return _LETTER_MARK.sub(f"{OPEN}\\1{CLOSE}", text)


def _taken(pieces: Sequence[_Piece], index: int, follows: bool) -> tuple[list[Person], int] | None:
    """The people that the piece at `index` names, perhaps with the one behind it, and where to go on; None if none."""
    piece = pieces[index]
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    words = _TITLES.sub("", re.sub(r"^(?:and|und|et|ve|va|и|AND)\s", "", piece.words)).strip()
    if not words or _ROLE.fullmatch(words.strip(". ")) or (follows and _is_degree(words)):
        return [], index + 1
    if (
        following
        and _stands_alone(words)
        and _ONLY_INITIALS.fullmatch(following.words)
        and not _is_degree_after(words, following.words)
    ):
        given = " ".join(following.words.split())
        return [Person({"family": words, "given": given}, piece.marks + following.marks)], index + 2
    names = [_TITLES.sub("", name) for name in _parted(_without_degrees(words))]
    if not names or not all(_is_name(name) for name in names):
        return None
    people = [Person(person_of(name)) for name in names[:-1]] + [Person(person_of(names[-1]), piece.marks)]
    return people, index + 1


def _without_degrees(words: str) -> str:
    """The words between the degrees that stand before and behind a name without a comma."""
    parts = re.sub(r"\b(?:Ph|Pharm)\. D\b\.?", "PhD", words).split()
    while len(parts) > 2 and _is_degree(parts[-1]) and not _INITIALS.fullmatch(parts[-1].rstrip(".") + "."):
        parts.pop()
    while len(parts) > 2 and _is_degree(parts[0]) and len(parts[0]) > 1:
        parts.pop(0)
    return re.sub(r"\s(?:Senior |Student |Life )?(?:Member|Fellow)$", "", " ".join(parts))


def _is_degree(words: str) -> bool:
    return all(_DEGREE.fullmatch(re.sub(r"[.\s-]", "", word).upper()) for word in words.split())


def _is_degree_after(words: str, initials: str) -> bool:
    return len(words.split()) > 1 and _is_degree(initials)


def _stands_alone(words: str) -> bool:
    """Whether these can be a family name by itself, before a comma and initials."""
    parts = words.split()
    plain = [part for part in parts if not _is_particle(part)]
    one = len(plain) == 1 and len(plain[0].strip(".")) > 1 and plain[0].casefold() not in _NOT_IN_NAMES
    return one and _NAME_WORD.fullmatch(plain[0]) is not None


def _parted(words: str) -> list[str]:
    """Names that nothing parts, told by the initials in them: `Ann Lee Jeffrey S. Ross` is two."""
    parts = words.split()
    starts = [0]
    for place in range(2, len(parts)):
        first = starts[-1]
        lone = _INITIALS.fullmatch(parts[place]) and not _INITIALS.fullmatch(parts[place - 1])
        begins_so = _INITIALS.fullmatch(parts[first]) is not None
        middle = place - first == 3 and _INITIALS.fullmatch(parts[first + 1]) and not begins_so
        pair = middle and not lone and len(parts) - place >= 2 and _plain_pair(parts[place : place + 2])
        if pair or (lone and begins_so and place < len(parts) - 1 and place - first >= 2):
            starts.append(place)
        elif lone and not begins_so and place - first >= 3 and place < len(parts) - 1:
            starts.append(place - 1)
    if starts == [0] and len(parts) in (6, 8, 10, 12) and all(len(part) > 2 and part[1:].islower() for part in parts):
        starts = list(range(0, len(parts), 2))
    return [" ".join(parts[start:end]) for start, end in zip(starts, [*starts[1:], len(parts)], strict=True)]


def _plain_pair(parts: list[str]) -> bool:
    return not any(_is_particle(part) or part.isupper() for part in parts)


def _is_name(words: str) -> bool:
    parts = words.split()
    if not 2 <= len(parts) <= _MOST_WORDS or any(part.casefold() in _NOT_IN_NAMES and len(part) > 1 for part in parts):
        return bool(_INITIALS_AND_FAMILY.fullmatch(words))
    whole = [part for part in parts if len(part.strip(".")) > 1 and not _is_particle(part)]
    return (
        bool(whole)
        and all(_is_name_word(part) for part in parts)
        and parts[-1].casefold() not in ("of", "the")
        and not names_a_place(words)
    )


def _is_particle(part: str) -> bool:
    """Whether a word belongs to the family name behind it: `van`, `de`; a capital alone is an initial."""
    return part.casefold() in _PARTICLES and (len(part) > 1 or part.islower())


def _is_name_word(part: str) -> bool:
    known = _is_particle(part) or _SON_OR_DAUGHTER.fullmatch(part)
    return bool(known) or _NAME_WORD.fullmatch(part) is not None


def person_of(words: str) -> Name:
    """Family and given name.

    Told by capitals, initials, a patronymic, an ending or a well-known given name; else by order.
    """
    parts = words.split()
    shouted = [part for part in parts if part.isupper() and len(part) > 2 and "." not in part]
    small = [part for part in parts if not part.isupper()]
    if len(shouted) == 1 and small and any(not _is_particle(part) for part in small):
        return _with_family(parts, parts.index(shouted[0]))
    initials = [bool(_ONLY_INITIALS.fullmatch(part)) for part in parts]
    if initials[-1] and not initials[0] and not all(part.isupper() for part in parts):
        cut = next(i for i in range(len(parts)) if all(initials[i:]))
        return {"family": " ".join(parts[:cut]), "given": " ".join(parts[cut:])}
    return _by_endings(parts) or _by_order(parts)


def _by_endings(parts: list[str]) -> Name | None:
    patronymics = [bool(_PATRONYMIC.search(part)) and len(parts) > 2 for part in parts]
    endings = [
        i for i, part in enumerate(parts) if _FAMILY_ENDING.search(part) and not patronymics[i] and len(part) > 4
    ]
    short = len(endings) == 1 and endings[0] == 0 and len(parts) == 2 and parts[0].endswith(("ev", "enko"))
    if len(endings) == 1 and (len(parts) == 3 or endings[0] in (0, len(parts) - 1)) and not short:
        return _with_family(parts, endings[0])
    known = parts[-1].casefold() in _GIVEN_NAMES and parts[0].casefold() not in _GIVEN_NAMES and len(parts) == 2
    if patronymics[-1] or _SON_OR_DAUGHTER.fullmatch(parts[-1]) or known:
        return _with_family(parts, 0)
    return None


def _by_order(parts: list[str]) -> Name:
    """The family name begins at the first particle that stands inside the name, else it is the last word."""
    inside = range(1, len(parts) - 1)
    cut = next((i for i in inside if _is_particle(parts[i]) and parts[i].casefold() != "y"), len(parts) - 1)
    if cut > 1 and parts[cut - 1].casefold() in ("abd", "ben", "o'"):
        cut -= 1
    if cut == len(parts) - 1:
        return name_of(" ".join(parts)) if not all(part.isupper() for part in parts) else _with_family(parts, cut)
    return {"family": " ".join(parts[cut:]), "given": " ".join(parts[:cut])}


def _with_family(parts: list[str], index: int) -> Name:
    """The word at `index`, with the particles before it, as the family name."""
    start = index
    while start > 0 and _is_particle(parts[start - 1]):
        start -= 1
    return {"family": " ".join(parts[start : index + 1]), "given": " ".join(parts[:start] + parts[index + 1 :])}
