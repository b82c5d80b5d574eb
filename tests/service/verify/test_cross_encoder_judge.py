"""Any model with the labels of natural language inference may judge, whatever their order."""

from __future__ import annotations

import pytest

from service.errors import SettingError
from service.verify.cross_encoder_judge import CrossEncoderJudge, sides_of
from service.verify.judge import EvidenceText

EVIDENCE = (
    EvidenceText("The quay was rebuilt."),
    EvidenceText("Harbour: Ostby; Tonnes: 4120", section="Table 1. Coal"),
)


class Told:
    """A model that gives the same probabilities to every pair, and remembers the pairs."""

    def __init__(self, labels: tuple[str, ...], row: tuple[float, ...]) -> None:
        self.labels, self._row = labels, row
        self.pairs: list[tuple[str, str]] = []

    def probabilities(self, pairs):
        self.pairs += pairs
        return tuple(self._row for _ in pairs)


@pytest.mark.parametrize(
    ("labels", "row"),
    [
        (("contradiction", "entailment", "neutral"), (0.7, 0.2, 0.1)),
        (("ENTAILMENT", "NEUTRAL", "CONTRADICTION"), (0.2, 0.1, 0.7)),
        (("SUPPORTS", "REFUTES", "NOT ENOUGH INFO"), (0.2, 0.7, 0.1)),
    ],
)
def test_probabilities_go_to_the_side_that_their_label_names(labels, row):
    model = Told(labels, row)
    stances = CrossEncoderJudge("m", model).judge("It was rebuilt.", EVIDENCE)
    assert [(s.supports, s.contradicts, s.neither) for s in stances] == [(0.2, 0.7, 0.1)] * 2
    assert "support 0.20" in stances[0].steps[0]
    assert stances[0].conflicts == stances[0].steps
    assert model.pairs[0] == ("The quay was rebuilt.", "It was rebuilt.")
    assert model.pairs[1][0].startswith("Table 1. Coal: Harbour")


def test_two_labels_tell_support_alone():
    (stances,) = CrossEncoderJudge("m", Told(("entailment", "not_entailment"), (0.6, 0.4))).judge("x", EVIDENCE[:1])
    assert (stances.supports, stances.contradicts, stances.neither) == (0.6, 0.0, 0.4)


@pytest.mark.parametrize("labels", [("LABEL_0", "LABEL_1", "LABEL_2"), ("positive", "negative"), ("neutral",), ()])
def test_other_labels_are_refused_in_one_line(labels):
    with pytest.raises(SettingError, match="PINCITE_VERDICT_MODEL") as told:
        sides_of(labels)
    assert "\n" not in str(told.value)


def test_a_model_that_is_not_there_is_refused_in_one_line(tmp_path):
    with pytest.raises(SettingError, match="PINCITE_VERDICT_MODEL"):
        CrossEncoderJudge(str(tmp_path)).judge("x", EVIDENCE)


@pytest.mark.slow
def test_a_real_model_is_loaded_from_its_folder(tmp_path, make_model):
    from sentence_transformers import SentenceTransformer
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

    encoder = make_model("bert")
    names = {0: "contradiction", 1: "entailment", 2: "neutral"}
    width = SentenceTransformer(str(encoder), device="cpu").get_embedding_dimension()
    config = BertConfig(
        vocab_size=300, hidden_size=width, num_hidden_layers=1, num_attention_heads=4, intermediate_size=64,
        max_position_embeddings=64, id2label=names, label2id={name: number for number, name in names.items()},
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(tmp_path)
    AutoTokenizer.from_pretrained(encoder).save_pretrained(tmp_path)
    stances = CrossEncoderJudge(str(tmp_path)).judge("Wages rise.", EVIDENCE)
    assert len(stances) == 2
    assert all(abs(s.supports + s.contradicts + s.neither - 1) < 1e-3 for s in stances)
