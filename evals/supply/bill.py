"""The bill of materials: what the product is made of, as CycloneDX 1.6 in JSON. The same lock gives the same bytes."""

from __future__ import annotations

import tomllib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import DisjunctiveLicense, LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from packaging.requirements import Requirement

from evals.supply.errors import SupplyError
from evals.supply.licences import Licence, licences
from evals.supply.locks import OCR, RUN, Pin, canonical
from evals.supply.shipped import ShippedModel, shipped_models

PRODUCT = "pincite"
MARKER = "pincite:platforms"
"""The property that says on which platforms a distribution is installed, as an environment marker."""

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "pincite.invalid")


def bill_of_materials(lock: Mapping[str, Sequence[Pin]], root: Path) -> str:
    """What Pincite and its extras need (required, optional), and the models; without what only tests need.

    Pincite's pyproject.toml lies in `root`. A distribution's hashes are those of all its files in the index, of which
    one is installed. Raises SupplyError.
    """
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    bom = Bom()
    bom.metadata.component = product = Component(
        name=PRODUCT,
        version=project["version"],
        type=ComponentType.APPLICATION,
        bom_ref=PRODUCT,
        licenses=[LicenseExpression("Apache-2.0")],
    )
    held = {row.pin.name: _distribution(row, part) for part in (RUN, OCR) for row in licences(lock[part])}
    models = [_model(each) for each in shipped_models()]
    for component in (*held.values(), *models):
        bom.components.add(component)
    bom.register_dependency(product, [*_chosen(project["dependencies"], held), *models])
    for name, component in held.items():
        bom.register_dependency(component, _chosen(_asked(name), held))
    return _written(bom)


def _distribution(row: Licence, part: str) -> Component:
    pin = row.pin
    # A name that is no SPDX expression may not stand as one.
    licence = DisjunctiveLicense(name=row.expression) if row.expression == "BSD" else LicenseExpression(row.expression)
    return Component(
        name=pin.name,
        version=pin.version,
        type=ComponentType.LIBRARY,
        bom_ref=f"{pin.name}=={pin.version}",
        scope=ComponentScope.REQUIRED if part == RUN else ComponentScope.OPTIONAL,
        description=row.summary or None,
        purl=PackageURL("pypi", name=pin.name, version=pin.version),
        licenses=[licence],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=each.removeprefix("sha256:")) for each in pin.digests],
        properties=[Property(name=MARKER, value=pin.marker)] if pin.marker else None,
    )


def _model(model: ShippedModel) -> Component:
    return Component(
        name=model.file.path.name,
        type=ComponentType.MACHINE_LEARNING_MODEL,
        bom_ref=f"model:{model.file.sha256}",
        description=model.what,
        licenses=[LicenseExpression(model.licence)],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=model.file.sha256)],
        properties=[Property(name="pincite:card", value=model.card)] if model.card else None,
    )


def _asked(name: str) -> Sequence[str]:
    """The requirements of the distribution `name`; none where it isn't installed."""
    try:
        return requires(name) or ()
    except PackageNotFoundError:
        return ()


def _chosen(asked: Iterable[str], held: Mapping[str, Component]) -> list[Component]:
    """What is asked for of what is held, on this platform and without extras."""
    needs = [need for need in map(Requirement, asked) if need.marker is None or need.marker.evaluate({"extra": ""})]
    return [held[name] for name in sorted({canonical(need.name) for need in needs} & set(held))]


def _written(bom: Bom) -> str:
    # Neither a date nor a number drawn by chance: the serial number is made of the content.
    bom.metadata.timestamp = None  # type: ignore[assignment]
    bom.serial_number = _NAMESPACE
    bom.serial_number = uuid.uuid5(_NAMESPACE, JsonV1Dot6(bom).output_as_string())
    text = JsonV1Dot6(bom).output_as_string(indent=1) + "\n"
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if fault is not None:
        raise SupplyError(f"the bill of materials doesn't fit CycloneDX's schema: {str(fault)[:500]}")
    return text
