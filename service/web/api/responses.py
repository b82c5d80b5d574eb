"""Failures that more than one address of the API has, as its description shows them."""

from __future__ import annotations

from typing import Any

from service.web.api.schemas.server import ProblemOut
from service.web.problems import MEDIA_TYPE

Responses = dict[int | str, dict[str, Any]]

_PROBLEM: dict[str, Any] = {"model": ProblemOut, "content": {MEDIA_TYPE: {}}}
REFUSED: Responses = {422: {**_PROBLEM, "description": "The request makes no sense as it is"}}
UNKNOWN: Responses = {404: {**_PROBLEM, "description": "There is no such document or page"}}
UNUSABLE: Responses = {503: {**_PROBLEM, "description": "The library can't be used"}}
