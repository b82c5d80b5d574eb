"""Metrics in the text format of Prometheus: the one module that knows its client library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from prometheus_client.core import Metric

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
"""The histogram's bounds: a cached page to a long review."""

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
"""Methods that are counted by name: what a stranger makes up would be a label of its own else."""


class Held(NamedTuple):
    """What is counted at the moment of asking."""

    documents: int
    passages: int
    jobs: Mapping[str, int]
    """Jobs by their state."""


class Metrics:
    """The counts of one server. `held` is asked each time that they are given."""

    def __init__(self, held: Callable[[], Held]) -> None:
        from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, disable_created_metrics

        disable_created_metrics()  # type: ignore[no-untyped-call]
        self._held = held
        self._registry = CollectorRegistry()
        labels = ("route", "method")
        self._requests = Counter("pincite_requests", "Requests answered.", (*labels, "status"), registry=self._registry)
        self._seconds = Histogram(
            "pincite_request_seconds", "Seconds to an answer.", labels, buckets=SECONDS, registry=self._registry
        )
        self._errors = Counter("pincite_errors", "Requests that went wrong in the server.", registry=self._registry)
        self._asks = Counter("pincite_asks", "Questions answered, or withheld.", registry=self._registry)
        self._abstentions = Counter("pincite_abstentions", "Questions withheld.", registry=self._registry)
        self._verdicts = Counter("pincite_verdicts", "Claims judged.", registry=self._registry)
        self._uploads = Counter("pincite_uploads", "Documents and manuscripts taken in.", registry=self._registry)
        ProcessCollector(registry=self._registry)
        self._registry.register(_AtTheMoment(held))

    def request(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request by the template of its address, and never by the address itself."""
        method = method if method in METHODS else "other"
        self._requests.labels(route, method, str(status)).inc()
        self._seconds.labels(route, method).observe(seconds)
        if status == 500:
            self._errors.inc()

    def answer(self, is_abstained: bool) -> None:
        """Count an answer."""
        self._asks.inc()
        if is_abstained:
            self._abstentions.inc()

    def verdict(self) -> None:
        """Count a verdict."""
        self._verdicts.inc()

    def uploads(self, count: int) -> None:
        """Count files that were taken in."""
        self._uploads.inc(count)

    def text(self) -> tuple[bytes, str]:
        """All of them, and the media type of that."""
        from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, generate_latest

        return generate_latest(self._registry), CONTENT_TYPE_PLAIN_0_0_4


class _AtTheMoment:
    """Gauges that are looked up when they are asked for."""

    def __init__(self, held: Callable[[], Held]) -> None:
        self._held = held

    def describe(self) -> Iterable[Metric]:
        """Nothing is looked up to learn the names."""
        return ()

    def collect(self) -> Iterable[Metric]:
        """What is held now."""
        from prometheus_client.core import GaugeMetricFamily

        held = self._held()
        yield GaugeMetricFamily("pincite_documents", "Documents held.", value=held.documents)
        yield GaugeMetricFamily("pincite_passages", "Passages held.", value=held.passages)
        jobs = GaugeMetricFamily("pincite_jobs", "Work in the background that is remembered.", labels=["state"])
        for state in sorted(held.jobs):
            jobs.add_metric([state], held.jobs[state])
        yield jobs
