"""What a reading worker is asked for: a function by its name, with its arguments, as plain data that runs no code.

It goes one way only, from the process that asks to its child; what the child answers is data of a declared type.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import partial, reduce
from pathlib import Path
from typing import Any, get_type_hints


def request_of(function: Callable[..., object], path: Path) -> bytes:
    """The request to call `function` with `path`; raises TypeError for what has no name that a child could import."""
    return json.dumps([_described(function), str(path)]).encode("ascii")


def requested(request: bytes) -> tuple[Callable[[Path], object], Path]:
    """The function and the path that a request means."""
    function, path = json.loads(request)
    return _made(function), Path(path)


def answer_type(function: Callable[..., object]) -> Any:
    """The type of what the function returns, as it declares it; Any where it declares none."""
    while isinstance(function, partial):
        function = function.func
    return get_type_hints(function).get("return", Any)


def _described(value: object) -> object:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, list | tuple):
        return {"tuple" if isinstance(value, tuple) else "list": [_described(each) for each in value]}
    if isinstance(value, dict):
        return {"dict": [[_described(key), _described(each)] for key, each in value.items()]}
    if isinstance(value, Path):
        return {"path": str(value)}
    if isinstance(value, partial):
        return {"partial": [_described(value.func), _described(value.args), _described(value.keywords)]}
    if is_dataclass(value) and not isinstance(value, type):
        given = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
        return {"dataclass": [_name(type(value)), _described(given)]}
    return {"named": _name(value)}


def _name(value: Any) -> str:
    name = f"{getattr(value, '__module__', '')}:{getattr(value, '__qualname__', '<unnamed>')}"
    if "<" in name:
        raise TypeError(f"{value!r} has no name by which a reading process could import it")
    return name


def _made(description: Any) -> Any:
    if not isinstance(description, dict):
        return description
    ((kind, content),) = description.items()
    match kind:
        case "tuple":
            return tuple(map(_made, content))
        case "list":
            return list(map(_made, content))
        case "dict":
            return {_made(key): _made(value) for key, value in content}
        case "path":
            return Path(content)
        case "partial":
            function, arguments, keywords = map(_made, content)
            return partial(function, *arguments, **keywords)
        case "dataclass":
            name, given = content
            return _imported(name)(**_made(given))
    return _imported(content)


def _imported(name: str) -> Any:
    module, _, qualified = name.partition(":")
    return reduce(getattr, qualified.split("."), importlib.import_module(module))
