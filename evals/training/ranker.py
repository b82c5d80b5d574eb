"""Training of the ranker: a small BERT that reads a question and a sentence together.

It starts from the packaged encoder's weights (all-MiniLM-L6-v2). For each question the sentences that answer it stand
against those that seem to and against "none of these", whose log-odds are 0 (listwise cross-entropy with a null
answer). In five stages, each going on from the one before, with a checkpoint behind each. From the fourth on, what goes
on is the mean of the weights before and after a stage: better on questions of either kind than each of them
(Wortsman et al. 2022, "Model soups").
"""

from __future__ import annotations

import logging
import random
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

from evals.risk_coverage import auroc
from evals.training.answer_examples import Example, paragraph_examples, written_examples
from evals.training.claimed_works import work_examples
from evals.training.invented_excerpts import ANSWERED, excerpt_examples
from indexer.packaged_model import packaged_weights
from indexer.pair_model import GRAPH, MOST_OF_QUESTION, MOST_OF_SENTENCE, MOST_TOGETHER, TOKENIZER, Read
from indexer.sentence_encoder import SentenceEncoder
from service.bootstrap import MODELS

_log = logging.getLogger("pincite.evals")

SEED = 0
TOGETHER = 8
"""Questions a step."""

WARM = 0.06
"""The share of the steps in which the rate rises."""

SHARES = {"excerpts": 0.6, "plain questions": 0.5}
"""A stage's share in the mean with what it began from (chosen on the tuning cases of `answers`, among 0.6, 0.75 and 1,
and among 0.3, 0.5 and 1); a stage that isn't named here is taken as it comes."""

HELD_SHELF = 5
FIRST_SHELVES, SECOND_SHELVES = (0, 1, 2, 3, 4), (6, 7, 8, 9)


@dataclass(frozen=True)
class Stage:
    """What is learnt from how often: each example with `others` wrong sentences beside at most two right ones."""

    name: str
    examples: tuple[Example, ...]
    epochs: int
    rate: float
    others: int


@dataclass(frozen=True)
class RankerTraining:
    """How well it tells, on a shelf that nothing was learnt from, and the file that was written."""

    auroc: float
    right_first: float
    model: Path


class PairNetwork(torch.nn.Module):
    """The encoder with a head of two layers on its first token and its tokens' mean: one logit a pair."""

    def __init__(self, source: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(str(source), attn_implementation="eager")
        width = self.encoder.config.hidden_size
        self.head = torch.nn.Sequential(torch.nn.Linear(2 * width, width), torch.nn.Tanh(), torch.nn.Linear(width, 1))

    def forward(self, ids: torch.Tensor, kinds: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The logits of these pairs."""
        states = self.encoder(input_ids=ids, token_type_ids=kinds, attention_mask=mask).last_hidden_state
        mean = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        logits: torch.Tensor = self.head(torch.cat([states[:, 0], mean], -1))[:, 0]
        return logits


def train_ranker(benchmarks: Path, folder: Path = MODELS, most_steps: int | None = None) -> RankerTraining:
    """Train anew and write the model to `folder`; about four hours on one core, minutes on a GPU.

    A stage whose checkpoint lies in `folder` already is not run again: a training that was stopped goes on there.
    `most_steps` cuts each stage short, to try out that all goes through.
    """
    torch.manual_seed(SEED)
    source = packaged_weights()
    network, tokens = PairNetwork(source), _Tokens(source)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    network.to(device)
    for number, stage in enumerate(_stages(benchmarks)):
        checkpoint = folder / f"ranker-{number}.npz"
        if not checkpoint.is_file():
            before = {name: held.detach().clone() for name, held in network.state_dict().items()}
            _learn(network, tokens, stage, random.Random(SEED + number), most_steps)
            learnt = _mean(before, network.state_dict(), SHARES.get(stage.name, 1.0))
            arrays: dict[str, Any] = {name: held.cpu().numpy() for name, held in learnt.items()}
            np.savez(checkpoint, **arrays)
        network.load_state_dict(_held(checkpoint))
    held = written_examples(benchmarks, [HELD_SHELF], SentenceEncoder())
    told = _told(network, tokens, held)
    _export(network.to("cpu").eval(), source, folder)
    return RankerTraining(*told, folder / GRAPH)


_Weights = dict[str, torch.Tensor]


def _held(checkpoint: Path) -> _Weights:
    with np.load(checkpoint, allow_pickle=False) as held:
        return {name: torch.from_numpy(held[name]) for name in held.files}


def _mean(before: _Weights, after: _Weights, share: float) -> _Weights:
    return {name: (1 - share) * before[name] + share * held for name, held in after.items()}


def to_text(report: RankerTraining) -> str:
    """The report as it is printed."""
    return f"held-back shelf: AUROC {report.auroc:.3f}, right sentence first {report.right_first:.3f}\n{report.model}"


def _stages(benchmarks: Path) -> Iterator[Stage]:
    encoder, draw = SentenceEncoder(), random.Random(SEED)
    paragraphs = paragraph_examples(benchmarks)
    first = written_examples(benchmarks, FIRST_SHELVES, encoder)
    second = written_examples(benchmarks, SECOND_SHELVES, encoder)
    yield Stage("paragraphs", paragraphs, 2, 6e-5, 4)
    yield Stage("first shelves", (*first, *draw.sample(paragraphs, len(first) // 3)), 2, 4e-5, 7)
    again = (*draw.sample(first, int(0.4 * len(first))), *draw.sample(paragraphs, 350))
    yield Stage("second shelves", (*second, *again), 1, 3e-5, 6)
    again = (*draw.sample([*first, *second], 600), *draw.sample(paragraphs, 250))
    excerpts, works = excerpt_examples(encoder, "written"), work_examples(benchmarks, encoder)
    yield Stage("excerpts", (*excerpts, *works, *again), 2, 4e-5, 6)
    # Where questions are put in the text's own words, too, nearness is no hint that is to be weighed out.
    plain = [replace(one, odds=ANSWERED) for one in (*excerpt_examples(encoder, "plain"), *draw.sample(excerpts, 1200))]
    again = (*draw.sample([*first, *second], 490), *draw.sample(paragraphs, 1600), *draw.sample(works, 400))
    yield Stage("plain questions", (*plain, *again), 1, 3e-5, 6)


class _Tokens:
    """Pairs as the network takes them, the same way as the product gives them to the exported model."""

    def __init__(self, source: Path) -> None:
        self._tokenizer = AutoTokenizer.from_pretrained(str(source))
        self._first, self._end = self._tokenizer.cls_token_id, self._tokenizer.sep_token_id

    def batch(self, pairs: Sequence[tuple[str, Read]], device: torch.device) -> tuple[torch.Tensor, ...]:
        """Ids, kinds of part and mask, padded to the longest."""
        made = [self._pair(question, read) for question, read in pairs]
        longest = max(len(ids) for ids, _ in made)
        ids, kinds, mask = (torch.zeros((len(made), longest), dtype=torch.long) for _ in range(3))
        for row, (tokens, parts) in enumerate(made):
            ids[row, : len(tokens)], kinds[row, : len(tokens)] = torch.tensor(tokens), torch.tensor(parts)
            mask[row, : len(tokens)] = 1
        return ids.to(device), kinds.to(device), mask.to(device)

    def _pair(self, question: str, read: Read) -> tuple[list[int], list[int]]:
        asked, sentence = self._of(question)[:MOST_OF_QUESTION], self._of(read.sentence)[:MOST_OF_SENTENCE]
        around = self._of(read.context)[: max(0, MOST_TOGETHER - len(asked) - len(sentence))]
        ids = [self._first, *asked, self._end, *sentence, self._end, *around, self._end]
        return ids, [0] * (len(asked) + 2) + [1] * (len(sentence) + len(around) + 2)

    def _of(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False, verbose=False)
        return ids


def _learn(network: PairNetwork, tokens: _Tokens, stage: Stage, draw: random.Random, most_steps: int | None) -> None:
    steps = stage.epochs * (len(stage.examples) // TOGETHER)
    heads = {"params": network.head.parameters(), "lr": 2.5 * stage.rate}
    optimiser = torch.optim.AdamW(
        [{"params": network.encoder.parameters(), "lr": stage.rate}, heads], weight_decay=0.01
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, step / (WARM * steps + 1)) * max(0.02, (steps - step) / steps)
    )
    network.train()
    for step, examples in enumerate(_steps(stage, draw)):
        if most_steps is not None and step >= most_steps:
            break
        loss = _loss(network, tokens, stage, examples, draw)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        if step % 50 == 0:
            _log.info("%s: step %d of %d, loss %.3f", stage.name, step, steps, float(loss.detach()))


def _steps(stage: Stage, draw: random.Random) -> Iterator[list[Example]]:
    for _ in range(stage.epochs):
        order = draw.sample(stage.examples, len(stage.examples))
        for begin in range(0, len(order) - TOGETHER + 1, TOGETHER):
            yield order[begin : begin + TOGETHER]


def _loss(
    network: PairNetwork, tokens: _Tokens, stage: Stage, examples: Sequence[Example], draw: random.Random
) -> torch.Tensor:
    groups = []
    for example in examples:
        right = draw.sample(example.right, min(2, len(example.right)))
        groups.append((right, draw.sample(example.others, min(stage.others, len(example.others)))))
    pairs = [(e.question, read) for e, (right, others) in zip(examples, groups, strict=True) for read in right + others]
    device = next(network.parameters()).device
    with torch.autocast(device.type, torch.bfloat16):
        logits = network(*tokens.batch(pairs, device)).float()
    total, at = torch.zeros((), device=device), 0
    for example, (right, others) in zip(examples, groups, strict=True):
        count = len(right) + len(others)
        none = torch.tensor([-example.odds], device=device)
        chances = functional.log_softmax(torch.cat([logits[at : at + count], none]), 0)
        total = total - (torch.logsumexp(chances[: len(right)], 0) if right else chances[-1])
        at += count
    return total / len(examples)


def _told(network: PairNetwork, tokens: _Tokens, examples: Sequence[Example]) -> tuple[float, float]:
    """The area under the curve of answered against not answered, and how often a right sentence is first."""
    network.eval()
    best, answered, first = [], [], []
    device = next(network.parameters()).device
    for example in examples:
        reads = [*example.right, *example.others]
        with torch.no_grad():
            logits = network(*tokens.batch([(example.question, read) for read in reads], device)).float().cpu().numpy()
        best.append(float(logits.max()))
        answered.append(bool(example.right))
        if example.right:
            first.append(int(logits.argmax()) < len(example.right))
    return auroc(best, answered) or 0.0, float(np.mean(first))


def _export(network: PairNetwork, source: Path, folder: Path) -> None:
    """The network as an ONNX graph with weights in 8 bits, and its tokenizer."""
    shutil.copyfile(source / "tokenizer.json", folder / TOKENIZER)
    with tempfile.TemporaryDirectory() as draft:
        whole, prepared = Path(draft) / "whole.onnx", Path(draft) / "prepared.onnx"
        ids = torch.ones((1, 9), dtype=torch.long)
        axes: dict[str, Any] = {name: {0: "pairs", 1: "tokens"} for name in ("input_ids", "token_type_ids")}
        torch.onnx.export(
            _Unpadded(network),
            (ids, ids),
            str(whole),
            input_names=list(axes),
            output_names=["logit"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(str(whole), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(
            str(prepared),
            str(folder / GRAPH),
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather", "Gemm"],
        )


class _Unpadded(torch.nn.Module):
    """The network for pairs that are never padded: every token counts."""

    def __init__(self, network: PairNetwork) -> None:
        super().__init__()
        self._network = network

    def forward(self, ids: torch.Tensor, kinds: torch.Tensor) -> torch.Tensor:
        """The logits of these pairs."""
        logits: torch.Tensor = self._network(ids, kinds, torch.ones_like(ids))
        return logits
