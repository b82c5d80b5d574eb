"""What pip-audit says is told as it is: that nothing could be looked up is not that nothing was found."""

from __future__ import annotations

from evals.supply.advisories import told

KNOWN = {"name": "sound", "version": "1.0", "vulns": []}
UNKNOWN = {"name": "strange", "skip_reason": "not found"}
WEAK = {
    "name": "weak",
    "version": "2.0",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1", "3.0"]}, {"id": "X", "fix_versions": []}],
}


def test_weaknesses_are_told_with_the_versions_that_mend_them() -> None:
    found = told({"dependencies": [KNOWN, WEAK, UNKNOWN]})
    assert found.looked_up == ("sound", "weak")
    assert found.unknown == ("strange",)
    assert found.weaknesses == ("weak 2.0: PYSEC-1, mended by 2.1, 3.0", "weak 2.0: X, mended by no version yet")
    assert found.trouble == ""


def test_a_service_that_knows_no_package_was_not_reached() -> None:
    found = told({"dependencies": [UNKNOWN]})
    assert "not reached" in found.trouble
    assert found.weaknesses == ()
