"""`pincite verify` as people run it, and batches of claims."""

from __future__ import annotations

import json

import pytest

from service import bootstrap
from service.cli import main
from service.commands.batch import claims
from service.errors import BatchError
from service.settings import Settings
from service.verify.calibration.calibrated_judge import CalibratedJudge
from service.verify.claim import Claim
from service.verify.cross_encoder_judge import CrossEncoderJudge


def test_claims_are_read_from_lines(tmp_path):
    path = tmp_path / "claims.jsonl"
    path.write_text('{"id": 7, "claim": "It grew."}\n\n{"claim": "It fell."}\n', encoding="utf-8")
    assert claims(path) == (Claim("It grew.", "7"), Claim("It fell.", ""))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "not JSON"),
        ("[]", "JSON object"),
        ('{"id": "1"}', '"claim" is missing'),
        ('{"claim": 3}', "not a text"),
        ('{"claim": "a", "id": []}', '"id" needs'),
    ],
)
def test_a_bad_line_is_named(tmp_path, line, said):
    path = tmp_path / "claims.jsonl"
    path.write_text(f'{{"claim": "It grew."}}\n{line}\n', encoding="utf-8")
    with pytest.raises(BatchError, match="line 2") as told:
        claims(path)
    assert said in str(told.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(BatchError, match="can't be read"):
        claims(tmp_path / "none.jsonl")


def test_the_settings_choose_the_judge():
    assert isinstance(bootstrap.judge(Settings()), CalibratedJudge)
    named = bootstrap.judge(Settings.from_environment({"PINCITE_VERDICT_MODEL": "some/model"}))
    assert isinstance(named, CrossEncoderJudge)


def test_a_claim_or_a_batch_is_needed(capsys):
    for arguments in (["verify"], ["verify", "a claim", "--out", "x.jsonl"], ["verify", "a", "--batch", "b.jsonl"]):
        with pytest.raises(SystemExit) as told:
            main(arguments)
        assert told.value.code == 2
    capsys.readouterr()


@pytest.mark.slow
def test_verify_prints_a_verdict_and_writes_batches(pincite, paper, tmp_path, one_line):
    pincite("add", paper)
    claim = "The harbour of Ostby handled 4,120 tonnes of coal in 1887."
    told = pincite("verify", claim, "--explain")
    assert told.returncode == 0
    assert "sure)" in told.stdout.splitlines()[0] and "Steps:" in told.stdout
    verdict = json.loads(pincite("verify", claim, "--json").stdout)
    assert {"id", "claim", "verdict", "confidence", "evidence"} <= set(verdict)
    assert {"doc", "start", "end", "text", "stance"} <= set(verdict["evidence"][0])
    (tmp_path / "c.jsonl").write_text(json.dumps({"id": "1", "claim": claim}) + '\n{"id": "2", "claim": "Who?"}\n')
    done = pincite("verify", "--batch", "c.jsonl", "--out", "v.jsonl")
    assert done.stdout.strip().endswith("2 verdicts written to v.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "v.jsonl").read_text().splitlines()]
    assert [line["id"] for line in lines] == ["1", "2"]
    assert lines[0]["verdict"] == verdict["verdict"]
    assert lines[1]["verdict"] == "not_found" and "question" in lines[1]["reason"]
    assert "question" in one_line(pincite("verify", "Who rebuilt it?"))
    assert "PINCITE_VERDICT_MODEL" in one_line(pincite("verify", claim, PINCITE_VERDICT_MODEL=str(tmp_path)))
