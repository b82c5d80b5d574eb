"""The OpenAPI description: what FastAPI knows of each address, and the failures that all of them have in common."""

from __future__ import annotations

import re
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from service.web.problems import MEDIA_TYPE
from service.web.watching.request_id import HEADER

Operation = dict[str, Any]

_ALL = {
    "400": "The request can't be read as what its headers say it is",
    "401": "The server has a token, and none or another one was sent",
    "413": "The body is too large",
    "421": "The server does not answer to this host name",
    "422": "The request makes no sense as it is",
    "429": "Too many requests, or uploads that wait, came from you: `Retry-After` says when to come again",
    "431": "The address and the headers have more than 64 kB",
    "500": "Something went wrong in the server",
    "503": "The library can't be used, or the server is busy or about to stop",
}
_CHANGING = {"403": "A browser sent this for another site's page"}
_WITH_BODY = {"408": "The body came too slowly"}
_ASKING = {"504": "There was no answer in time"}
_UPLOADING = {"507": "The server's disk is full"}

_SECURITY = {"token": {"type": "http", "scheme": "bearer", "description": "The server's token, where it has one"}}

_ID = {"description": "The request's id, for whoever looks for it in the server's log", "schema": {"type": "string"}}


def describe(app: FastAPI) -> None:
    """Let the application's description tell of every failure, as a problem."""
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]


def methods_at(app: FastAPI, path: str) -> tuple[str, ...]:
    """The methods that an address of the API takes; none for what is no address of it."""
    for template, methods in app.openapi()["paths"].items():
        if re.fullmatch(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(template)), path):
            return tuple(sorted({method.upper() for method in methods} | ({"HEAD"} if "get" in methods else set())))
    return ()


def _described(app: FastAPI) -> dict[str, Any]:
    if app.openapi_schema is None:
        made = get_openapi(
            title=app.title,
            version=app.version,
            description=app.description,
            license_info=app.license_info,
            routes=app.routes,
        )
        for methods in made["paths"].values():
            for method, operation in methods.items():
                _complete(method, operation)
        made["components"]["securitySchemes"] = _SECURITY
        # Without a token, nothing is asked for: either will do.
        made["security"] = [{}, {"token": []}]
        app.openapi_schema = made
    return app.openapi_schema


def _complete(method: str, operation: Operation) -> None:
    responses: dict[str, Any] = operation["responses"]
    for status, told in _failures(method, operation).items():
        responses.setdefault(status, {"description": told})
    for status in responses:
        if status >= "400":
            problem = {"schema": {"$ref": "#/components/schemas/ProblemOut"}}
            responses[status]["content"] = {MEDIA_TYPE: problem}
        responses[status].setdefault("headers", {})[HEADER] = _ID
    operation["responses"] = dict(sorted(responses.items()))


def _failures(method: str, operation: Operation) -> dict[str, str]:
    body = operation.get("requestBody", {}).get("content", {})
    found = dict(_ALL)
    if method not in ("get", "head"):
        found |= _CHANGING
    if body:
        found |= _WITH_BODY
    if "multipart/form-data" in body:
        found |= _UPLOADING
    if method == "post" and {"answers", "verdicts", "conversations"} & set(operation.get("tags", ())):
        found |= _ASKING
    return found
