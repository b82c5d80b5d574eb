"""What can go wrong in reading a document.

CorpusError
├── ReadError               a file that did not become a document
│   ├── FileMissing         nothing is there, or it can't be opened
│   ├── FileEmpty           no bytes, or only white space
│   ├── FileEncrypted       a password is needed
│   ├── FileDamaged         it is cut off or not what its name says
│   ├── FileUnsupported     no reader for this kind of file
│   ├── FileWithoutText     pages, but only images of text
│   ├── FileTooLarge        over the limits on bytes, pages or characters
│   └── ReadingStopped      the process that read it was ended, or failed
│       ├── TimeExceeded    it took longer than it may
│       ├── MemoryExceeded  it needed more memory than it may
│       ├── OutputExceeded  what came of it has more bytes than it may
│       └── ReaderCrashed   a mistake in the reader, which the file brought out
├── RecognitionFailed       an OCR engine that couldn't do its work
├── SidecarError            a .bib, .ris or .json beside the documents that can't be read
├── ShippedFileDamaged      a model that comes with Pincite is missing, or another than was shipped
└── PageMissing             a page asked for that the document does not have
"""

from __future__ import annotations


class CorpusError(Exception):
    """Any failure of the corpus package; its message is one line that a person can act on."""


class ReadError(CorpusError):
    """A file that did not become a document."""


class FileMissing(ReadError):
    """Nothing is there, or it can't be opened."""


class FileEmpty(ReadError):
    """No bytes, or only white space."""


class FileEncrypted(ReadError):
    """A password is needed to read it."""


class FileDamaged(ReadError):
    """It is cut off, or not what its name says."""


class FileUnsupported(ReadError):
    """No reader for this kind of file."""


class FileWithoutText(ReadError):
    """It has pages, but they hold only images of text."""


class FileTooLarge(ReadError):
    """Over the limits on bytes, pages or characters."""


class ReadingStopped(ReadError):
    """The process that read it was ended, or failed."""


class TimeExceeded(ReadingStopped):
    """It took longer than it may."""


class MemoryExceeded(ReadingStopped):
    """It needed more memory than it may."""


class OutputExceeded(ReadingStopped):
    """What came of reading it has more bytes than it may."""


class ReaderCrashed(ReadingStopped):
    """A mistake in the reader, which the file brought out."""


class RecognitionFailed(CorpusError):
    """An OCR engine couldn't do its work."""


class SidecarError(CorpusError):
    """Bibliographic data beside the documents that can't be read."""


class ShippedFileDamaged(CorpusError):
    """A model that comes with Pincite is missing, or another than was shipped."""


class PageMissing(CorpusError):
    """A page was asked for that the document does not have."""
