"""What a library must hold after a blow: what was said to be done, and the state before or after what was under way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Told = Mapping[str, object]
"""One line of the child: where it is `at`, which `action`, and of what."""


@dataclass
class Account:
    """What is held by name as a digest, which titles were put in by hand by digest, and what else may be true."""

    held: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    under_way: Told | None = None

    def follow(self, told: Iterable[Told]) -> None:
        """Take what the child said into account."""
        for line in told:
            match line["at"]:
                case "begin":
                    self.under_way = line
                case "done":
                    self._apply(line)
                    self.under_way = None
                case "failed":
                    self.under_way = None

    def moment(self) -> str:
        """What was under way."""
        return "between two" if self.under_way is None else str(self.under_way["action"])

    def faults(self, held: Mapping[str, str], titles: Mapping[str, str | None]) -> list[str]:
        """What of this isn't so in a library that holds these names with these digests and these titles."""
        after = Account(dict(self.held), dict(self.titles))
        if self.under_way is not None:
            after._apply(self.under_way)
        found = []
        for name in sorted({*self.held, *after.held, *held}):
            may_be = {self.held.get(name), after.held.get(name)}
            if held.get(name) not in may_be:
                found.append(f"{name}: {_shown(held.get(name))} is held, and not {' or '.join(map(_shown, may_be))}")
        for digest, title in sorted(titles.items()):
            known = {self.titles.get(digest), after.titles.get(digest)} - {None}
            if known and title not in known and not (digest not in self.titles and digest in after.titles):
                found.append(f"{digest[:12]}: its title is {title!r}, and not {' or '.join(map(repr, known))}")
        return found

    def settle(self, held: Mapping[str, str], titles: Mapping[str, str | None]) -> None:
        """Go on from what is held now, after a blow of which both outcomes were right."""
        if self.under_way is not None and self.under_way.get("action") == "correct":
            digest = str(self.under_way["digest"])
            if titles.get(digest) == self.under_way["title"]:
                self.titles[digest] = str(self.under_way["title"])
        self.held, self.under_way = dict(held), None

    def _apply(self, line: Told) -> None:
        match line["action"]:
            case "add" | "change":
                # A file is held once, and under its last name.
                self.held = {name: digest for name, digest in self.held.items() if digest != line["digest"]}
                self.held[str(line["name"])] = str(line["digest"])
            case "remove":
                self.held.pop(str(line["name"]), None)
            case "correct":
                self.titles[str(line["digest"])] = str(line["title"])


def _shown(digest: str | None) -> str:
    return "nothing" if digest is None else digest[:12]
