"""What the API gives of the library's audit."""

from __future__ import annotations

from pydantic import BaseModel, Field

from service.web.api.schemas.findings import FindingOut


class AuditFindingOut(FindingOut):
    """What was found of a passage of a held document."""

    doc: str = Field(description="The document's name.", examples=["paper.pdf"])
    document_id: str = Field(examples=["0123456789ab"])


class LastAuditOut(BaseModel):
    """The last audit of the whole library, and what came and went since."""

    documents: int = Field(description="How many of the documents that are held now were looked at.")
    findings: list[AuditFindingOut] = Field(description="Problems and doubts, by document and place.")
    counts: dict[str, int] = Field(description="How many of these findings there are of each type.")
    is_current: bool = Field(description="False where the library was changed since, or never audited.")
    unseen: list[str] = Field(description="The names of the documents that were added or read anew since.")
    removed: list[str] = Field(description="The names of the documents that were looked at and are gone since.")
