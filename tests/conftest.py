"""What tests of every package build upon: documents, and libraries of them in a temporary folder."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from corpus.bibliography.record import Field, Record
from corpus.document import Document, Section, Span
from indexer.encoder import HashingEncoder
from indexer.library import Library

MakeDocument = Callable[..., Document]
MakeModel = Callable[..., Path]

HERE = Path(__file__).resolve().parent

UNHURRIED = (
    "evals/", "indexer/checking/", "service/export/", "service/quotations/", "service/reports/", "service/web/",
    "service/workspace/", "corpus/test_bylines", "corpus/test_callouts", "corpus/test_docx", "corpus/test_export",
    "corpus/test_first_page", "corpus/test_name_lists", "corpus/test_narrow_tables", "corpus/test_notes",
    "corpus/test_ocr", "corpus/test_pdf", "corpus/test_read.", "corpus/test_reference", "corpus/test_samples",
    "corpus/test_square_time", "corpus/test_table", "corpus/test_text_tables", "corpus/test_worker",
    "indexer/test_durability", "indexer/test_folders", "indexer/test_prospects", "indexer/test_vectors",
    "service/test_bad_input", "service/test_explain", "service/test_quotes", "service/audit/test_auditor",
    "service/checks/tables/test_on_samples", "service/checks/tables/test_totals", "service/checks/test_long_documents",
    "service/checks/test_samples", "service/findings/test_merging", "service/review/test_re",
    "service/verify/test_correcting", "service/verify/test_cross_encoder", "service/verify/test_verifier",
    "test_nothing_unpickled",
)  # fmt: skip
"""Folders and files whose tests need servers, processes, pages or many examples, and take more than a second together:
they are not even read for the quick tests, as little as those that are marked."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the unhurried ones out of the quick tests."""
    place = f"{collection_path.relative_to(HERE).as_posix()}/" if collection_path.is_relative_to(HERE) else ""
    return True if _is_quick(config) and place.startswith(UNHURRIED) else None


def _is_quick(config: pytest.Config) -> bool:
    return "not slow" in config.getoption("markexpr")


def pytest_configure(config: pytest.Config) -> None:
    """The quick tests try a third of the examples of each property; `make test` tries them all."""
    if _is_quick(config):
        settings.register_profile("quick", max_examples=33)
        settings.load_profile("quick")


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the settings of the machine that it runs on."""
    for name in [name for name in os.environ if name.startswith("PINCITE_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def make_document() -> MakeDocument:
    """A document made of sentences, under one heading, whose title a sidecar told."""
    return _document


def _document(*sentences: str, name: str = "paper.txt", title: str = "A paper") -> Document:
    heading = "Findings"
    text, spans = f"{heading}\n\n", []
    for sentence in sentences:
        spans.append(Span(len(text), len(text) + len(sentence)))
        text += f"{sentence} "
    return Document(
        name=name,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        text=text,
        record=Record((Field("title", title, "sidecar", "library.bib: paper"),)),
        sections=(Section(1, heading, Span(0, len(heading)), Span(0, len(text))),),
        sentences=tuple(spans),
    )


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library that knows words, not meanings."""
    with Library(tmp_path / "library", HashingEncoder(64), create=True) as held:
        yield held


@pytest.fixture
def hold(tmp_path: Path) -> Callable[[Library, Document], None]:
    """Puts a made document into a library, with a source file that has its digest."""

    def put(library: Library, document: Document) -> None:
        source = tmp_path / document.name
        source.write_text(document.text, encoding="utf-8", newline="")
        library.put(document, source, state=document.digest)

    return put


MODEL_WORDS = (
    "Firms gather where their suppliers are and wages rise.",
    "Die Betriebe wachsen an der Küste und die Löhne steigen.",
    "Предприятия растут там, где есть поставщики.",
    "企業は港の近くに集まる。",
    "كم عدد الشركات في هذه المنطقة؟",
)

MODEL_WIDTH = 32


@pytest.fixture(scope="session")
def make_model(tmp_path_factory: pytest.TempPathFactory) -> MakeModel:
    """Writes a tiny sentence-transformers model with random weights to a folder.

    Its `family` is bert or xlm-roberta; `dense` is the width of a dense layer behind the pooling, 0 for none.
    """

    def make(family: str = "bert", pooling: str = "mean", dense: int = 0) -> Path:
        import torch
        from sentence_transformers import SentenceTransformer
        from sentence_transformers.sentence_transformer.modules import Dense, Normalize, Pooling, Transformer

        torch.manual_seed(0)
        bare = tmp_path_factory.mktemp("bare")
        _tiny_transformer(family).save_pretrained(bare)
        _tiny_tokenizer(family).save_pretrained(bare)
        parts: list[Any] = [Transformer(str(bare), max_seq_length=48), Pooling(MODEL_WIDTH, pooling_mode=pooling)]
        if dense:
            parts += [Dense(MODEL_WIDTH, dense), Normalize()]
        folder = tmp_path_factory.mktemp("model") / f"tiny {family}"
        SentenceTransformer(modules=parts, device="cpu").save(str(folder))
        return folder

    return make


def _tiny_transformer(family: str) -> Any:
    from transformers import BertConfig, BertModel, XLMRobertaConfig, XLMRobertaModel

    shape = {
        "vocab_size": 300, "hidden_size": MODEL_WIDTH, "num_hidden_layers": 2, "num_attention_heads": 4,
        "intermediate_size": 64, "max_position_embeddings": 64,
    }  # fmt: skip
    if family == "bert":
        return BertModel(BertConfig(**shape))
    return XLMRobertaModel(XLMRobertaConfig(**shape, type_vocab_size=1, pad_token_id=1))


def _tiny_tokenizer(family: str) -> Any:
    from tokenizers import SentencePieceUnigramTokenizer, Tokenizer, models, normalizers, pre_tokenizers, trainers
    from tokenizers.processors import TemplateProcessing
    from transformers import PreTrainedTokenizerFast

    if family == "bert":
        special = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
        made = Tokenizer(models.WordPiece(unk_token="[UNK]"))
        made.normalizer = normalizers.BertNormalizer()
        made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        made.train_from_iterator(
            MODEL_WORDS, trainers.WordPieceTrainer(vocab_size=300, special_tokens=[*special.values()])
        )
    else:
        special = {"cls_token": "<s>", "pad_token": "<pad>", "sep_token": "</s>", "unk_token": "<unk>"}
        unigram = SentencePieceUnigramTokenizer()
        unigram.train_from_iterator(MODEL_WORDS, vocab_size=300, special_tokens=[*special.values()], unk_token="<unk>")
        made = Tokenizer.from_str(unigram.to_str())
    begin, end = special["cls_token"], special["sep_token"]
    made.post_processor = TemplateProcessing(
        single=f"{begin} $A {end}", special_tokens=[(mark, made.token_to_id(mark)) for mark in (begin, end)]
    )
    return PreTrainedTokenizerFast(tokenizer_object=made, model_max_length=62, **special)
