"""Settings: the one place where the environment is read."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from platformdirs import user_data_path

from corpus.reading.limits import Limits
from service.errors import SettingError
from service.server_limits import ServerLimits

PREFIX = "PINCITE_"


@dataclass(frozen=True)
class Settings:
    """What a user can set.

    PINCITE_LIBRARY       the library's folder
    PINCITE_ENCODER       the sentence-transformers model, or `hashing-N` for words hashed into N numbers
    PINCITE_READ_SECONDS  the longest that reading one file may take
    PINCITE_READ_MB       the most memory that reading one file may take, in MiB
    PINCITE_FILE_MB       the largest file that is read, in MB
    PINCITE_FILE_PAGES    the most pages of a file that is read
    PINCITE_READERS       how many files are read at once, each in a process of its own
    PINCITE_OCR           what reads pages that are only images: auto, off, rapidocr or tesseract
    PINCITE_OCR_LANGUAGES the languages that Tesseract reads, by its codes: eng+rus
    PINCITE_OCR_SECONDS   the longest that recognising one page may take
    PINCITE_RANKER        on, or off: whether the best passages are read once more, together with the question
    PINCITE_VERDICT_MODEL a sentence-transformers CrossEncoder with NLI labels that judges claims; none unless set
    PINCITE_TOKEN         what lets others than this machine in, where `pincite serve` is reached by them
    PINCITE_HOSTS         the names that the server answers to, besides this machine's own: papers.example,10.0.0.7
    PINCITE_LOG           how the server tells of its requests on stderr: plain, json or off
    PINCITE_UPLOAD_MB     the largest upload, all of its files together, in MB
    PINCITE_UPLOAD_FILES  the most files of one upload
    PINCITE_WAITING       the most uploads of one reader that wait to be read
    PINCITE_WAITING_MB    the most room that all uploads take which wait to be read, in MB
    PINCITE_REQUESTS      the most requests a minute of one reader, where others than this machine come in
    PINCITE_AT_ONCE       how many questions are answered at once, and uploads taken in; the rest wait their turn
    PINCITE_QUEUE         how many may wait for that
    PINCITE_BODY_SECONDS  how long the body of a request may take, besides what a thousand bytes a second take
    PINCITE_ANSWER_SECONDS how long a question may take
    PINCITE_STOP_SECONDS  how long requests under way may take to end once the server is stopped
    PINCITE_CONNECTIONS   how many connections the server holds at once
    """

    library: Path = field(default_factory=lambda: user_data_path("pincite", appauthor=False) / "library")
    encoder: str = "all-MiniLM-L6-v2"
    limits: Limits = field(default_factory=Limits)
    readers: int | None = None
    ocr: str = "auto"
    ocr_languages: tuple[str, ...] = ()
    ranker: str = "on"
    verdict_model: str = ""
    token: str = field(default="", repr=False)
    hosts: tuple[str, ...] = ()
    log: str = "plain"
    server: ServerLimits = field(default_factory=ServerLimits)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The settings that the environment (else the process's own) gives.

        Raises SettingError for a name or a value that makes no sense.
        """
        environment = os.environ if environment is None else environment
        given = {name.removeprefix(PREFIX): value for name, value in environment.items() if name.startswith(PREFIX)}
        settings = cls()
        for name in sorted(given):
            settings = settings._with(name, given[name])
        return settings

    def _with(self, name: str, value: str) -> Settings:
        if name not in _TAKEN:
            raise SettingError(f"{PREFIX}{name} is no setting of Pincite: {', '.join(NAMES)} are")
        return _TAKEN[name](self, name, value)

    def limited(self, **changes: int) -> Settings:
        """The same with other limits on reading."""
        return replace(self, limits=replace(self.limits, **changes))

    def served(self, **changes: int) -> Settings:
        """The same with other limits on what the server takes."""
        return replace(self, server=replace(self.server, **changes))


MOST_READERS = 64
"""Files that can be read at once."""

MOST_DIGITS = 12
"""Digits of a number: no clock counts on for ever, and Python makes no number of thousands of them."""

LOG_CHOICES = ("plain", "json", "off")
"""How the server tells of its requests."""

OCR_CHOICES = ("auto", "off", "rapidocr", "tesseract")
"""What can read pages that are only images."""


def _not_empty(name: str, value: str) -> str:
    if not value.strip():
        raise SettingError(f"{PREFIX}{name} is empty: give it a value or unset it")
    return value


def _folder(name: str, value: str) -> Path:
    try:
        return Path(value).expanduser()
    except RuntimeError as error:
        raise SettingError(f"{PREFIX}{name} names a home folder that there isn't: {value!r}") from error


def _one_of(name: str, value: str, choices: tuple[str, ...]) -> str:
    if value.strip().lower() not in choices:
        raise SettingError(f"{PREFIX}{name} is {', '.join(choices[:-1])} or {choices[-1]}, not {value!r}")
    return value.strip().lower()


def _languages(name: str, value: str) -> tuple[str, ...]:
    """`eng+rus`, or the same with commas or spaces."""
    languages = tuple(re.split(r"[+,;\s]+", value.strip()))
    if not all(re.fullmatch(r"[A-Za-z_]{2,20}", language) for language in languages):
        raise SettingError(f"{PREFIX}{name} needs Tesseract's codes of languages, as in eng+rus, not {value!r}")
    return languages


def _hosts(name: str, value: str) -> tuple[str, ...]:
    """`papers.example, 10.0.0.7`: names or addresses without ports."""
    return tuple(dict.fromkeys(host_name(one, f"{PREFIX}{name}") for one in re.split(r"[,;\s]+", value.strip())))


def host_name(text: str, origin: str) -> str:
    """A host's name or address as requests name it; raises SettingError, which names the `origin`."""
    name = text.strip().lower().removeprefix("[").removesuffix("]")
    if not re.fullmatch(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?|[0-9a-f:.]+", name):
        raise SettingError(f"{origin} takes host names such as papers.example, without http:// or a port, not {text!r}")
    return name


def _at_most(most: int, name: str, value: int) -> int:
    if value > most:
        raise SettingError(f"{PREFIX}{name} is {most} at most, not {value}")
    return value


def _positive(name: str, value: str) -> int:
    if not value.isascii() or not value.isdigit() or not value.strip("0"):
        raise SettingError(f"{PREFIX}{name} needs a whole number above 0, not {value!r}")
    digits = value.lstrip("0")
    if len(digits) > MOST_DIGITS:
        raise SettingError(f"{PREFIX}{name} has {len(digits)} digits: {MOST_DIGITS} are the most")
    return int(digits)


_TAKEN: dict[str, Callable[[Settings, str, str], Settings]] = {
    "LIBRARY": lambda old, name, value: replace(old, library=_folder(name, _not_empty(name, value))),
    "ENCODER": lambda old, name, value: replace(old, encoder=_not_empty(name, value)),
    "READ_SECONDS": lambda old, name, value: old.limited(seconds=_positive(name, value)),
    "READ_MB": lambda old, name, value: old.limited(memory_bytes=_positive(name, value) * 1024 * 1024),
    "FILE_MB": lambda old, name, value: old.limited(file_bytes=_positive(name, value) * 1_000_000),
    "FILE_PAGES": lambda old, name, value: old.limited(pages=_positive(name, value)),
    "READERS": lambda old, name, value: replace(old, readers=_at_most(MOST_READERS, name, _positive(name, value))),
    "OCR": lambda old, name, value: replace(old, ocr=_one_of(name, value, OCR_CHOICES)),
    "OCR_LANGUAGES": lambda old, name, value: replace(old, ocr_languages=_languages(name, value)),
    "OCR_SECONDS": lambda old, name, value: old.limited(ocr_seconds=_positive(name, value)),
    "RANKER": lambda old, name, value: replace(old, ranker=_one_of(name, value, ("on", "off"))),
    "VERDICT_MODEL": lambda old, name, value: replace(old, verdict_model=_not_empty(name, value)),
    "TOKEN": lambda old, name, value: replace(old, token=_not_empty(name, value)),
    "HOSTS": lambda old, name, value: replace(old, hosts=_hosts(name, value)),
    "LOG": lambda old, name, value: replace(old, log=_one_of(name, value, LOG_CHOICES)),
    "UPLOAD_MB": lambda old, name, value: old.served(upload_bytes=_positive(name, value) * 1_000_000),
    "UPLOAD_FILES": lambda old, name, value: old.served(upload_files=_positive(name, value)),
    "WAITING": lambda old, name, value: old.served(waiting_uploads=_positive(name, value)),
    "WAITING_MB": lambda old, name, value: old.served(waiting_bytes=_positive(name, value) * 1_000_000),
    "REQUESTS": lambda old, name, value: old.served(requests_a_minute=_positive(name, value)),
    "AT_ONCE": lambda old, name, value: old.served(at_once=_positive(name, value)),
    "QUEUE": lambda old, name, value: old.served(queue=_positive(name, value)),
    "BODY_SECONDS": lambda old, name, value: old.served(body_seconds=_positive(name, value)),
    "ANSWER_SECONDS": lambda old, name, value: old.served(answer_seconds=_positive(name, value)),
    "STOP_SECONDS": lambda old, name, value: old.served(stop_seconds=_positive(name, value)),
    "CONNECTIONS": lambda old, name, value: old.served(connections=_positive(name, value)),
}

NAMES = tuple(PREFIX + name for name in _TAKEN)
"""Every setting."""
