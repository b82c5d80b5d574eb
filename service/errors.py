"""What can go wrong in the service.

ServiceError
├── SettingError        an environment variable that is unknown or makes no sense
├── NameMissing         an argument that names a file or a document, and is empty
├── QuestionError       a question that can't be asked: empty, or far too long
├── ClaimError          a text that can't be verified: empty, far too long, or a question
├── ReportError         a report that can't be made of this file
├── WorkspaceError      what readers keep can't be stored or read
│   ├── NotKept         a conversation or a review that isn't kept, or is another reader's
│   └── ReviewOutdated  a review that was not made to the end, or by another version
├── JobUnknown          work in the background that nobody here has asked for
└── BatchError          a line of a batch file that is not what it should be
"""

from __future__ import annotations


class ServiceError(Exception):
    """Any failure of the service package; its message is one line that a person can act on."""


class SettingError(ServiceError):
    """An environment variable that is unknown or makes no sense."""


class NameMissing(ServiceError):
    """An argument that names a file or a document, and is empty."""


class QuestionError(ServiceError):
    """A question that can't be asked: empty, or far too long."""


class ClaimError(ServiceError):
    """A text that can't be verified: empty, far too long, or a question."""


class BatchError(ServiceError):
    """A line of a batch file that is not what it should be."""


class ReportError(ServiceError):
    """A report that can't be made of this file."""


class WorkspaceError(ServiceError):
    """What readers keep can't be stored or read."""


class NotKept(WorkspaceError):
    """A conversation or a review that isn't kept, or is another reader's."""


class ReviewOutdated(WorkspaceError):
    """A review that was not made to the end, or by another version; the manuscript has to be checked again."""


class JobUnknown(ServiceError):
    """Work in the background that nobody here has asked for."""
