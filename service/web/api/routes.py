"""The HTTP API, version 1: all of its addresses."""

from __future__ import annotations

from fastapi import APIRouter

from service.web.api import answers, audits, conversations, documents, jobs, passages, reviews, server
from service.web.api.responses import REFUSED, UNUSABLE

PREFIX = "/api/v1"

router = APIRouter(prefix=PREFIX, responses=REFUSED | UNUSABLE)
for part in (answers, conversations, documents, passages, reviews, audits, jobs, server):
    router.include_router(part.router)
