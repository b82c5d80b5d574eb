"""Verbs whose past no ending tells."""

from __future__ import annotations

_IRREGULAR_WORDS = """
    rose rise fell fall grew grow shrank shrink became become began begin brought bring built build bought buy came come
    chose choose drew draw fed feed found find fought fight gave give went go held hold kept keep knew know led lead
    left leave lent lend lost lose made make met meet paid pay ran run said say sank sink saw see sold sell sent send
    spent spend spun spin stood stand took take taught teach told tell thought think won win wore wear wrote write
    risen rise fallen fall grown grow shrunk shrink begun begin chosen choose drawn draw given give gone go known know
    run run seen see taken take worn wear written write cut cut hit hit put put read read set set shut shut
"""
BASES = dict(zip(_IRREGULAR_WORDS.split()[::2], _IRREGULAR_WORDS.split()[1::2], strict=True))
"""Their forms of the past, each with the form that has the stem."""
