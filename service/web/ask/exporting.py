"""Exporting: a kept conversation, or one answer of it, as a file."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from fastapi.responses import Response

from indexer.catalogue import Holding
from service.errors import NotKept, QuestionError
from service.export.conversation import Conversation, Exchange
from service.export.forms import FORMS
from service.export.styles import STYLES
from service.workspace.conversations import KeptConversation


def exported(
    kept: KeptConversation, held: Mapping[str, Holding], form: str, style: str, number: int | None = None
) -> Response:
    """The conversation in one of FORMS and one of STYLES; `number` picks one question of it.

    Raises QuestionError for a form or a style that there isn't, NotKept for a question without an answer.
    """
    if form not in FORMS:
        raise QuestionError(f"there is no form “{form}”: choose one of {', '.join(FORMS)}")
    if style not in STYLES:
        raise QuestionError(f"there is no style “{style}”: choose one of {', '.join(STYLES)}")
    chosen = [turn for turn in kept.turns if turn.answer is not None and number in (None, turn.number)]
    exchanges = tuple(Exchange(turn.question, turn.answer) for turn in chosen if turn.answer is not None)
    if not exchanges:
        raise NotKept("there is no answer to export here")
    title = kept.name if number is None else exchanges[0].question
    content = FORMS[form].write(Conversation(title, exchanges), held, STYLES[style])
    name = quote(FORMS[form].file_name(title), safe="")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(content, media_type=FORMS[form].media_type, headers=headers)
