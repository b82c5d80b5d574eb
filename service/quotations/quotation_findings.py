"""What a reader is told of a quotation: findings with their sentence and the steps behind it."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.document import Document, Span
from service.findings.cited_holdings import work_name
from service.findings.finding import Finding, FindingVerdict
from service.phrasing import counted
from service.quotations.changes import NEGATIONS, Change
from service.quotations.credit import Credit
from service.quotations.matcher import Match
from service.quotations.printed_page import pages_of, printed_pages
from service.quotations.wording import plain
from service.quotes.quote import Place

MOST_NAMED = 3
"""Changes that a message names; more are counted."""

LONGEST_NAMED = 90
"""Characters of words that a message shows."""


def exact(span: Span, match: Match, at: Place) -> Finding:
    """The words stand as they are quoted."""
    how = "word for word" if match.compared.is_exact else "with nothing changed but what is marked"
    message = f"The quotation stands {how} in {_closing(at)}"
    return Finding("altered_quotation", "ok", span, message, (at,), _steps(match))


def altered(span: Span, match: Match, at: Place, verdict: FindingVerdict) -> Finding:
    """The words were changed; the gravest changes are told first."""
    ranked = sorted(match.compared.altered, key=lambda change: change not in match.compared.grave)
    told = [_told(change) for change in ranked[:MOST_NAMED]]
    more = len(ranked) - len(told)
    counted = f", and {more} more change{'s' if more > 1 else ''}" if more else ""
    message = f"The quotation differs from {_cited(at)}: {'; '.join(told)}{counted}."
    return Finding("altered_quotation", verdict, span, message, (at,), _steps(match))


def in_another_order(span: Span, at: Place) -> Finding:
    """The words stand close together in the work, but in another order, and so may say something else."""
    message = f"The words stand in {_cited(at)} in another order: “{_short(' '.join(at.text.split()))}”."
    return Finding("altered_quotation", "problem", span, message, (at,), ("compared without regard to order",))


def wrong_page(span: Span, match: Match, at: Place, source: Document, locator: str | None) -> Finding | None:
    """The words stand on none of the pages that their citation gives; None where they do, or no page is printed."""
    given = pages_of(locator) if locator else ()
    printed = [printed_pages(source, each) for each in (match.compared.span, *match.elsewhere)]
    if not given or not all(printed) or any(page in pages for on in printed for page in on for pages in given):
        return None
    pages = "–".join(str(page) for page in dict.fromkeys((printed[0][0], printed[0][-1])))
    message = f"The citation gives {locator}, but the words stand on p. {pages} of {at.doc}."
    return Finding("altered_quotation", "doubt", span, message, (at,), _steps(match))


def credited_elsewhere(span: Span, match: Match, credit: Credit, at: Place, verdict: FindingVerdict) -> Finding:
    """The words stand in a held work, and not in the one that is credited."""
    if credit.is_any_missing:
        message = f"The quoted words stand in {_cited(at)}; the work cited ({_credited(credit)}) is not held."
    elif verdict == "problem":
        lacking = f"credited to {_credited(credit)}, where they are not found"
        message = f"The quoted words are {lacking}; they stand in {_closing(at)}"
    else:
        message = f"The quoted words are not found in {_credited(credit)}; {_cited(at)} quotes them."
    return Finding("misattribution", verdict, span, message, (at,), _steps(match))


def fabricated(span: Span, credit: Credit, verdict: FindingVerdict, doubts: tuple[str, ...]) -> Finding:
    """Nothing like the words stands in the credited works, nor in any other."""
    names = ", ".join(holding.name for holding in credit.held)
    message = (
        f"Neither these words nor similar ones stand in {_credited(credit)} ({names}), nor in any other work held."
    )
    return Finding("fabricated_quotation", verdict, span, message, (), (f"compared with {names}", *doubts))


def not_compared(credits: Sequence[Credit]) -> str:
    """That quotations couldn't be compared, with the works that they are credited to."""
    named = list(dict.fromkeys(_credited(credit) for credit in credits))
    more = f" and {len(named) - MOST_WORKS} more" if len(named) > MOST_WORKS else ""
    works = f"{'; '.join(named[:MOST_WORKS])}{more}"
    one = len(credits) == 1
    return (
        f"{counted(len(credits), 'quotation')} {'was' if one else 'were'} not compared, since the works that"
        f" {'it is' if one else 'they are'} credited to aren't held, or only in another language: {works}."
    )


MOST_WORKS = 5
"""Works that a notice names; more are counted."""


def _told(change: Change) -> str:
    if change.kind == "omitted":
        return f"the ellipsis stands for “{_short(change.theirs)}”, and so takes a negation out"
    out, into = _denials(change.theirs, change.ours), _denials(change.ours, change.theirs)
    if change.kind == "replaced" and change.ours and change.theirs and (out or into):
        what = f"“{out}” is left out" if out else f"“{into}” is added"
        return f"{what} (“{_short(change.ours)}” stands for “{_short(change.theirs)}”)"
    if change.kind == "dropped":
        return f"“{_short(change.theirs)}” is left out without an ellipsis"
    if change.kind == "added":
        return f"“{_short(change.ours)}” is added"
    return f"“{_short(change.ours)}” stands for “{_short(change.theirs)}”"


def _denials(words: str, others: str) -> str:
    """The words that deny, and that the others lack; one that only differs from one of them (`can’t`) isn't meant."""
    kept = {plain(word) for word in others.split()}
    found = [word.strip(",.;:") for word in words.split() if plain(word.strip(",.;:") or word) in NEGATIONS - kept]
    return " ".join(word for word in found if "’" not in word and "'" not in word and plain(word) != "cannot")


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_NAMED else f"{words[:LONGEST_NAMED].rsplit(' ', 1)[0]} …"


def _cited(at: Place) -> str:
    return at.citation.removeprefix("(").removesuffix(")")


def _closing(at: Place) -> str:
    """The citation and a sentence's stop, which `n.d.` has already."""
    return f"{_cited(at).removesuffix('.')}."


def _credited(credit: Credit) -> str:
    return credit.called or ", ".join(work_name(holding) for holding in credit.held) or "a work of the list"


def _steps(match: Match) -> tuple[str, ...]:
    compared = match.compared
    if compared.is_exact:
        return (f"all {compared.length} words stand in {match.holding.name}",)
    changed = [f"{change.kind}: “{change.ours}” / “{change.theirs}” ({change.weight})" for change in compared.altered]
    return (
        f"{round(compared.kept * compared.length)} of {compared.length} words stand in {match.holding.name}",
        *changed,
    )
