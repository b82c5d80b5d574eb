"""Verifying over HTTP: the verdicts of the command line."""

from __future__ import annotations

import json

import pytest

from service.bootstrap import verifier
from service.verify.claim import Claim
from service.verify.shape import verdict_json

API = "/api/v1"


class TestVerifying:
    CLAIM = "The harbour of Ostby handled 4,120 tonnes of coal in 1887."

    def test_a_verdict_is_the_shape_of_the_command_line_and_the_same_each_time(self, served):
        first = served.client.post(f"{API}/verify", json={"claim": self.CLAIM, "id": "c1"})
        verdict = verifier(served.library).verify(Claim(self.CLAIM, "c1"))
        assert first.json() == json.loads(json.dumps(verdict_json(verdict)))
        assert first.content == served.client.post(f"{API}/verify", json={"claim": self.CLAIM, "id": "c1"}).content

    @pytest.mark.parametrize("claim", ["", " ", "Who rebuilt the quay?", "x " * 2000])
    def test_what_is_no_claim_is_refused(self, served, claim, problem):
        problem(served.client.post(f"{API}/verify", json={"claim": claim}), 422, "claim_refused")

    @pytest.mark.parametrize("body", [{}, {"claim": 3}, {"claim": "It grew.", "more": 1}])
    def test_what_is_no_request_is_refused(self, served, body, problem):
        problem(served.client.post(f"{API}/verify", json=body), 422, "invalid_request")
