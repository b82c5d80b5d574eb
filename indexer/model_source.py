"""Where a model comes from: a folder or the hub, looked at quickly before anything is made with it."""

from __future__ import annotations

import logging
import re
from pathlib import Path

from indexer.errors import EncoderUnavailable

MARKS = ("modules.json", "config.json")
"""A folder that holds neither of them is no model's."""

LOOK_UP_SECONDS = 5.0
"""How long the hub may take to say whether it has a model: fetching it tries again for minutes."""

_ON_HUB = re.compile(r"[A-Za-z0-9][\w.-]*(/[\w.-]+)?", re.ASCII)

_log = logging.getLogger("pincite.indexer")


def check_source(name: str) -> None:
    """Raise EncoderUnavailable where `name` is no folder of a model, and no model that this machine can fetch."""
    folder = Path(name)
    if folder.exists():
        if not any((folder / mark).is_file() for mark in MARKS):
            raise _unavailable(name, "there is neither a modules.json nor a config.json in it")
    elif not _ON_HUB.fullmatch(name):
        raise _unavailable(name, "there is no such folder")
    else:
        _look_up(name)


def _look_up(name: str) -> None:
    """Whether an earlier run fetched the model, or else the hub has it."""
    from huggingface_hub import HfApi, try_to_load_from_cache

    # The hub's own models may be called without their owner's name.
    names = [name] if "/" in name else [f"sentence-transformers/{name}", name]
    if any(isinstance(try_to_load_from_cache(each, mark), str) for each in names for mark in MARKS):
        return
    _log.warning("the encoder %s is no folder here: looking it up on the hub", name)
    reason = ""
    for each in names:
        try:
            HfApi().model_info(each, timeout=LOOK_UP_SECONDS)
        except Exception as error:
            # Whatever its HTTP library says of a network that isn't there.
            reason = reason or " ".join(str(error).split())[:200] or type(error).__name__
        else:
            return
    raise _unavailable(name, reason)


def _unavailable(name: str, reason: str) -> EncoderUnavailable:
    if Path(name).exists():
        return EncoderUnavailable(
            f"can't load the encoder {name!r}: it holds no sentence-transformers model ({reason})"
        )
    return EncoderUnavailable(
        f"can't load the encoder {name!r}: name a folder that holds a sentence-transformers model, "
        f"or a model that this machine can fetch, in PINCITE_ENCODER ({reason})"
    )
