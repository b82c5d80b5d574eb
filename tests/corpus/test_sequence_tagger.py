from pathlib import Path

from corpus.structure.references.sequence_tagger import SequenceTagger, train

WALKS = [(["rain"], "home"), (["sun", "warm"], "out"), (["rain", "cold"], "home"), (["sun"], "out")]


def test_a_model_that_was_trained_labels_what_it_has_seen(tmp_path: Path) -> None:
    model = tmp_path / "deep" / "walks.crfsuite"
    items, labels = [item for item, _ in WALKS], [label for _, label in WALKS]
    train([(items, labels)] * 20, model, {"c1": 0.0, "c2": 0.1})
    tagger = SequenceTagger(model)
    assert tagger.labels(items) == labels
    sure = tagger.sure_labels(items)
    assert [label for label, _ in sure] == labels
    assert all(0.5 < probability <= 1.0 for _, probability in sure)


def test_nothing_has_no_labels_and_opens_no_model(tmp_path: Path) -> None:
    tagger = SequenceTagger(tmp_path / "missing")
    assert tagger.labels([]) == []
    assert tagger.sure_labels([]) == []
