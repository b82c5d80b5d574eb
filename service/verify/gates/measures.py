"""Units of measure right behind a figure, and how many of the base unit of their kind they are."""

from __future__ import annotations

import re
from functools import lru_cache

_KINDS: dict[str, dict[str, float]] = {
    "length": {
        "km kilometre kilometer": 1e3, "m metre meter": 1.0, "cm centimetre centimeter": 1e-2,
        "mm millimetre millimeter": 1e-3,
        "µm μm um micron micrometre micrometer": 1e-6, "nm nanometre nanometer": 1e-9,
        "mile mi": 1609.3, "foot feet ft": 0.3048,
        "yard yd": 0.9144, "inch in": 0.0254,
    },
    "mass": {
        "kg kilogram kilo": 1e3, "g gram gramme": 1.0, "mg milligram": 1e-3, "µg μg ug microgram": 1e-6,
        "ng nanogram": 1e-9,
        "tonne t": 1e6, "ton": 1e6, "lb pound": 453.6, "oz ounce": 28.35,
    },
    "time": {
        "year yr": 31557600.0, "decade": 315576000.0, "century": 3155760000.0, "month": 2629800.0, "week wk": 604800.0,
        "day d": 86400.0, "hour h hr": 3600.0, "minute min": 60.0, "second s sec": 1.0, "ms millisecond": 1e-3,
    },
    "volume": {
        "l litre liter": 1.0, "ml millilitre milliliter": 1e-3, "µl μl ul microlitre microliter": 1e-6, "gallon": 3.785,
    },
    "area": {"ha hectare": 1e4, "acre": 4046.9, "km2 km²": 1e6, "m2 m²": 1.0},
    "concentration": {
        "mg/ml": 1.0, "µg/ml μg/ml ug/ml": 1e-3, "ng/ml": 1e-6, "g/l": 1.0, "mg/l": 1e-3,
    },
    "amount": {"mm millimolar": 1e-3, "µm μm micromolar": 1e-6, "nm nanomolar": 1e-9, "pm picomolar": 1e-12},
    "temperature": {"°c celsius": 1.0, "k kelvin": 1.0001, "°f fahrenheit": 0.5556},
    "power": {"w watt": 1.0, "kw kilowatt": 1e3, "mw megawatt": 1e6, "gw gigawatt": 1e9},
}  # fmt: skip
_OF = {name: (kind, factor) for kind, units in reversed(_KINDS.items()) for names, factor in units.items()
       for name in names.split()}  # fmt: skip
_UNIT = re.compile(r"[\s-]?(°?[^\W\d_]+[²2]?(?:/[^\W\d_]+)?)")
_LEAST_PLURAL = 3


@lru_cache(maxsize=4096)
def measure_at(text: str, end: int) -> tuple[str, float] | None:
    """The kind of the unit that stands right behind the offset `end`, and how many of its base unit it is."""
    found = _UNIT.match(text, end)
    if found is None:
        return None
    unit = found[1].lower()
    if len(unit) > _LEAST_PLURAL and unit not in _OF:
        unit = (
            "century"
            if unit == "centuries"
            else unit.removesuffix("es")
            if unit == "inches"
            else unit.removesuffix("s")
        )
    if unit in ("in", "d", "k", "t") or (len(unit) == 1 and not found[1].islower()):
        return None
    return _OF.get(unit)
