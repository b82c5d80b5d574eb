"""What can go wrong with a library.

IndexerError
├── LibraryError
│   ├── LibraryMissing      no library in that folder yet
│   ├── LibraryTooNew       made by a newer version of Pincite
│   ├── LibraryUnusable     the folder or the disk refuses (full, read-only, locked, damaged)
│   │   └── RecordDamaged   of one document; the others can be used
│   └── EncoderMismatch     made with another encoder than the one chosen now
├── DocumentUnknown         no document of that name or id, or several
├── CorrectionRefused       a typed bibliographic field that makes no sense
└── EncoderUnavailable      the model is not installed, or is not the one that it says it is
"""

from __future__ import annotations


class IndexerError(Exception):
    """Any failure of the indexer package; its message is one line that a person can act on."""


class LibraryError(IndexerError):
    """A library that can't be used."""


class LibraryMissing(LibraryError):
    """There is no library in that folder yet."""


class LibraryTooNew(LibraryError):
    """It was made by a newer version of Pincite."""


class LibraryUnusable(LibraryError):
    """The folder or the disk refuses: full, read-only, locked or damaged."""


class RecordDamaged(LibraryUnusable):
    """What is stored of one document can't be read; the others can be used."""

    def __init__(self, message: str, digest: str, name: str) -> None:
        super().__init__(message)
        self.digest = digest
        self.name = name


class EncoderMismatch(LibraryError):
    """It was made with another encoder than the one chosen now."""


class DocumentUnknown(IndexerError):
    """No document of that name or id, or several."""


class CorrectionRefused(IndexerError):
    """A bibliographic field as a person typed it, which makes no sense."""


class EncoderUnavailable(IndexerError):
    """The model is not installed, or is not the one that it says it is."""
