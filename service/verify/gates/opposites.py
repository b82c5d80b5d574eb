"""Opposites: pairs of poles of general English, each with the words that say so."""

from __future__ import annotations

import re
from functools import lru_cache

from service.verify.gates.function_words import REPORTING
from service.verify.gates.word_list import listed
from service.words.stems import stem

_POLES = """
    increase rise rose risen grow grew grown growth gain climb expand expansion elevate surge soar raise boost
        enlarge multiply escalate swell double triple quadruple augment enhance enhancement amplify upregulate
        upregulation up upward more higher greater larger bigger heighten intensify | decrease fall fell fallen
        decline drop reduce reduction shrink shrank contract contraction lower less fewer diminish lessen plunge
        dwindle cut halve curtail slump plummet downregulate downregulation down downward smaller lose loss
        erode weaken attenuate minimize ease subside
    high highly strong strongly large largest big biggest great greatest strongest considerable substantial heavy
        heavily vast huge major abundant plentiful massive significant significantly marked | low weak weakly small
        little slight slightly modest negligible light lightly minor smallest weakest scarce meagre trivial tiny
        insignificant minimal
    more greater most above exceed surpass outnumber outweigh outperform over majority beyond | less fewer least
        below under minority lag trail short
    improve improvement better best benefit beneficial advance positive positively favourable favorable help
        strengthen enhance gain advantage recover recovery superior healthy success successful succeed
        successfully thrive flourish | worsen worse worst harm harmful deteriorate deterioration negative
        negatively unfavourable unfavorable hinder hamper weaken impair impairment damage disadvantage degrade
        inferior unhealthy failure unsuccessful fail suffer ruin decay
    activate activation stimulate stimulation promote promotion induce induction trigger enable facilitate
        encourage foster support accelerate spur favour favor provoke cause enhance potentiate | inhibit
        inhibition suppress suppression prevent prevention block blockade impede discourage impair hinder slow
        stop halt deter repress repression abolish counteract antagonize disrupt avert
    require need necessary essential needed depend dependent indispensable crucial compulsory mandatory
        obligatory | unnecessary dispensable optional independent independently regardless voluntary redundant
        needless
    sensitive susceptible susceptibility sensitivity vulnerable vulnerability prone risk | resistant resistance
        insensitive tolerant tolerance immune protected protection protective protect robust
    early earlier begin began beginning start first initial initially former previous previously before precede
        prior origin | late later end ended last final finally latter subsequent subsequently after follow
        following afterwards
    old older ancient traditional | new newer young younger modern recent novel
    fast faster quick quickly rapid rapidly swift soon immediate immediately sudden suddenly abrupt | slow
        slower slowly gradual gradually delayed eventually steady
    long longer permanent permanently lasting enduring lifelong indefinitely chronic forever | short shorter
        brief briefly temporary temporarily transient momentary acute
    near close closer nearby adjacent local neighbouring | far distant remote away
    accept agree approve approval allow permit welcome support endorse adopt admit grant favour embrace back
        recognise recognize | reject refuse oppose opposition ban forbid prohibit deny disagree disapprove
        resist object veto exclude decline condemn criticise criticize dismiss
    include inclusive contain comprise together join joint unite united combine | exclude exclusive omit lack
        separate separately divide divided split apart
    win won victory triumph defeat beat conquer | lose lost loss defeated surrender
    rich wealthy wealth affluent prosperous | poor poverty deprived impoverished
    north northern | south southern
    east eastern | west western
    internal inside inner within inward domestic indoor | external outside outer outward foreign abroad outdoor
    public state | private
    male man men boy father husband brother son king he his him | female woman women girl mother wife sister
        daughter queen she her
    same similar similarly identical equal equally alike equivalent unchanged constant stable uniform common |
        different differently differ distinct unequal unlike opposite contrary changed variable diverse various
    easy easily simple simply straightforward | difficult hard complex complicated
    possible able capable can feasible | impossible unable incapable cannot infeasible
    always often frequently frequent usually common commonly widespread typical regularly | never rarely rare
        seldom infrequent uncommon unusual occasionally hardly
    all every entire entirely whole fully complete completely total totally | none partial partially partly
        incomplete some
    many numerous several multiple lot | few single only sole
    true correct right valid accurate accurately | false incorrect wrong invalid inaccurate mistaken erroneous
    known clear clearly certain definite definitely obvious established proven understood | unknown unclear
        uncertain doubtful ambiguous disputed controversial unproven
    open | closed close shut
    present presence exist existence available | absent absence lacking missing unavailable
    import importer buy bought purchase borrow receive | export exporter sell sold sale lend give
    enter arrive arrival come came immigrate immigration | leave left depart departure go went emigrate
        emigration
    build built create creation establish found form construct set introduce | destroy destruction demolish
        abolish dissolve dismantle remove eliminate
    appear emerge arise | disappear vanish extinct die died death
    alive live living survive survival survivor born birth | dead die died death mortality kill killed lethal
        fatal perish
    safe safety secure harmless | dangerous danger unsafe hazard hazardous toxic harmful risk
    hot hotter warm warmer heat | cold colder cool cooler freeze
    wet humid moist | dry arid drought
    cheap cheaper inexpensive affordable | expensive costly dear
    war hostile enemy conflict attack fight | peace friendly ally allied alliance truce cease
    legal lawful legitimate | illegal unlawful illegitimate criminal
    voluntary voluntarily willingly free freely | forced compulsory involuntary coerce unwilling
    direct directly | indirect indirectly
    active actively | inactive passive passively dormant
    visible | invisible hidden
    natural naturally | artificial artificially synthetic
    centre center central | edge periphery peripheral margin marginal
    top upper highest maximum peak maximal | bottom lowest minimum minimal
    deep deeper | shallow
    broad wide wider widely | narrow narrowly
    thick | thin
    full | empty
    hire employ employed | dismiss fire unemployed
    love like prefer admire | hate dislike despise avoid
    optimistic hope | pessimistic despair
    urban city | rural countryside
    majority | minority
    theory theoretical | practice practical empirical
    success | failure
    keep kept retain maintain continue remain persist stay preserve | abandon drop discard discontinue cease
        stop lose change quit
    upstream | downstream
    cause | effect consequence
    demand | supply
    teach teacher | learn student pupil
    parent | child offspring
    credit praise | blame
    ahead lead | behind
    add | subtract remove withdraw
    attract | repel
    bind associate | dissociate detach
    hyper | hypo
"""
_REPORTED = " ".join(sorted(REPORTING)) + " | "
"""An axis of one pole: who says a thing and who thinks it do the same."""

_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "mis", "anti")
_LEAST = 4


def _poles() -> dict[str, frozenset[tuple[int, int]]]:
    found: dict[str, set[tuple[int, int]]] = {}
    lines = [*re.sub(r"\n {8}", " ", _POLES).strip().splitlines(), _REPORTED]
    for axis, line in enumerate(lines):
        for pole, words in enumerate(line.split("|")):
            for word in words.split():
                found.setdefault(stem(word), set()).add((axis, 1 - 2 * pole))
    return {word: frozenset(places) for word, places in found.items()}


_OF = _poles()


def poles(stemmed: str) -> frozenset[tuple[int, int]]:
    """The axes on which a stem says something, each with its pole (1 or -1)."""
    return _OF.get(stemmed, frozenset())


@lru_cache(maxsize=65536)
def are_opposed(left: str, right: str) -> bool:
    """Whether two stems stand at the two poles of an axis, and nowhere at the same."""
    if left == right:
        return False
    one, other = poles(left), poles(right)
    if one and other and not one & other:
        return any((axis, -pole) in other for axis, pole in one)
    return _by_prefix(left, right) or _by_prefix(right, left)


@lru_cache(maxsize=65536)
def are_alike(left: str, right: str) -> bool:
    """Whether two stems stand at the same pole of an axis."""
    return left == right or bool(poles(left) & poles(right))


def _by_prefix(left: str, right: str) -> bool:
    """Whether one is the other with a prefix that denies it: `able` and `unable`."""
    return len(right) >= _LEAST and left.endswith(right) and left.removesuffix(right) in _PREFIXES


def sign(stemmed: str) -> int:
    """1 for a word of rising, helping or furthering, -1 for one of falling, harming, hindering or lacking, else 0."""
    if stemmed in _LACKS:
        return -1
    signs = {pole for axis, pole in poles(stemmed) if axis in _SIGNED}
    return signs.pop() if len(signs) == 1 else 0


_SIGNED = frozenset((0, 2, 3, 4))
_LACKS = frozenset(
    map(
        stem,
        listed("""
    deficiency deficient lack absence absent deletion delete knockout knockdown ablation ablate depletion
    deplete silence removal remove blockade loss inactivation inactivate without low null missing free
    antagonist inhibitor inhibitory suppressor protect protection protective preventive mitigate avoid abolish
"""),
    )
)
