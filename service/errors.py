"""What can go wrong in the service.

ServiceError
├── SettingError        an environment variable that is unknown or makes no sense
├── QuestionError       a question that can't be asked: empty, or far too long
├── ClaimError          a text that can't be verified: empty, far too long, or a question
├── ReportError         a report that can't be made of this file
└── BatchError          a line of a batch file that is not what it should be
"""

from __future__ import annotations


class ServiceError(Exception):
    """Any failure of the service package; its message is one line that a person can act on."""


class SettingError(ServiceError):
    """An environment variable that is unknown or makes no sense."""


class QuestionError(ServiceError):
    """A question that can't be asked: empty, or far too long."""


class ClaimError(ServiceError):
    """A text that can't be verified: empty, far too long, or a question."""


class BatchError(ServiceError):
    """A line of a batch file that is not what it should be."""


class ReportError(ServiceError):
    """A report that can't be made of this file."""
