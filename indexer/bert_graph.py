"""The graph of a BERT sentence encoder, put together from its published weights without the library that trained it.

The architecture is that of Devlin et al. 2019; the mean of the last layer's tokens, scaled to length 1, is the
sentence's vector (Reimers & Gurevych 2019).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

Weights = Mapping[str, NDArray[np.float32]]
"""A model's arrays by the names that they are published under."""

OPSET, IR_VERSION = 20, 10
"""Versions of the operators and of the file format that ONNX Runtime has read since 1.18."""

TOKENS, VECTOR = "input_ids", "vector"
"""The graph's input (texts × tokens, texts of one length together, nothing padded) and output (texts × numbers)."""


def bert_graph(config: Mapping[str, Any], weights: Weights) -> bytes:
    """An ONNX model of the encoder that `config` (as in config.json) and `weights` describe."""
    graph = _Graph(weights)
    state = _embeddings(graph, config["layer_norm_eps"])
    heads, width = config["num_attention_heads"], config["hidden_size"]
    graph.constant("split", np.array([0, 0, heads, width // heads], np.int64))
    graph.constant("merge", np.array([0, 0, width], np.int64))
    for number in range(config["num_hidden_layers"]):
        state = _layer(graph, f"encoder.layer.{number}", state, width // heads, config["layer_norm_eps"])
    _sentence(graph, state)
    return graph.model(width)


class _Graph:
    """Nodes and constants as they are gathered; a node's output bears the node's name."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def node(self, operator: str, inputs: Sequence[str], name: str, **attributes: Any) -> str:
        self._nodes.append(helper.make_node(operator, inputs, [name], name=name, **attributes))
        return name

    def constant(self, name: str, value: NDArray[Any]) -> str:
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def weight(self, name: str) -> NDArray[np.float32]:
        return self._weights[name].astype(np.float32)

    def linear(self, source: str, part: str, name: str, scale: float = 1.0) -> str:
        """The source through a dense layer, times `scale`."""
        matrix = self.constant(f"{part}.matrix", self.weight(f"{part}.weight").T * np.float32(scale))
        bias = self.constant(f"{part}.offset", self.weight(f"{part}.bias") * np.float32(scale))
        return self.node("Add", [self.node("MatMul", [source, matrix], f"{name}.product"), bias], name)

    def norm(self, source: str, part: str, name: str, epsilon: float) -> str:
        scale = self.constant(f"{part}.scale", self.weight(f"{part}.weight"))
        bias = self.constant(f"{part}.offset", self.weight(f"{part}.bias"))
        return self.node("LayerNormalization", [source, scale, bias], name, axis=-1, epsilon=epsilon)

    def model(self, width: int) -> bytes:
        graph = helper.make_graph(
            self._nodes,
            "sentence_encoder",
            [helper.make_tensor_value_info(TOKENS, onnx.TensorProto.INT64, ["texts", "tokens"])],
            [helper.make_tensor_value_info(VECTOR, onnx.TensorProto.FLOAT, ["texts", width])],
            self._constants,
        )
        opset = [helper.make_opsetid("", OPSET)]
        model: bytes = helper.make_model(graph, opset_imports=opset, ir_version=IR_VERSION).SerializeToString()
        return model


def _embeddings(graph: _Graph, epsilon: float) -> str:
    """Words and places; every token is of the first of BERT's two segments, whose vector joins the places'."""
    segment = graph.weight("embeddings.token_type_embeddings.weight")[0]
    words = graph.constant("words", graph.weight("embeddings.word_embeddings.weight"))
    places = graph.constant("places", graph.weight("embeddings.position_embeddings.weight") + segment)
    count = graph.node("Shape", [TOKENS], "count", start=1, end=2)
    first = graph.constant("first", np.array([0], np.int64))
    placed = graph.node("Slice", [places, first, count], "placed")
    embedded = graph.node("Add", [graph.node("Gather", [words, TOKENS], "worded"), placed], "embedded")
    return graph.norm(embedded, "embeddings.LayerNorm", "start", epsilon)


def _layer(graph: _Graph, part: str, state: str, size: int, epsilon: float) -> str:
    mixed = _attention(graph, f"{part}.attention.self", state, size)
    attended = graph.linear(mixed, f"{part}.attention.output.dense", f"{part}.attended")
    joined = graph.node("Add", [attended, state], f"{part}.joined")
    middle = graph.norm(joined, f"{part}.attention.output.LayerNorm", f"{part}.middle", epsilon)
    inner = graph.node("Gelu", [graph.linear(middle, f"{part}.intermediate.dense", f"{part}.inner")], f"{part}.gelu")
    outer = graph.linear(inner, f"{part}.output.dense", f"{part}.outer")
    return graph.norm(
        graph.node("Add", [outer, middle], f"{part}.sum"), f"{part}.output.LayerNorm", f"{part}.end", epsilon
    )


def _attention(graph: _Graph, part: str, state: str, size: int) -> str:
    """Every token looks at every other: no mask, since nothing is padded."""

    def heads(which: str, order: Sequence[int], scale: float = 1.0) -> str:
        dense = graph.linear(state, f"{part}.{which}", f"{part}.{which}.dense", scale)
        parted = graph.node("Reshape", [dense, "split"], f"{part}.{which}.parted")
        return graph.node("Transpose", [parted], f"{part}.{which}.heads", perm=list(order))

    query, key = heads("query", (0, 2, 1, 3), size**-0.5), heads("key", (0, 2, 3, 1))
    value = heads("value", (0, 2, 1, 3))
    scores = graph.node("MatMul", [query, key], f"{part}.scores")
    shares = graph.node("Softmax", [scores], f"{part}.shares", axis=-1)
    mixed = graph.node("MatMul", [shares, value], f"{part}.mixed")
    return graph.node(
        "Reshape", [graph.node("Transpose", [mixed], f"{part}.turned", perm=[0, 2, 1, 3]), "merge"], f"{part}.merged"
    )


def _sentence(graph: _Graph, state: str) -> None:
    """The tokens' sum, scaled to length 1, which is their mean scaled so.

    As a product with ones and not as a ReduceSum, which adds in another order where several texts are encoded
    together: a text's vector shall not depend on its company.
    """
    one = graph.constant("one", np.array([1], np.int64))
    shape = graph.node("Concat", [one, "count"], "row", axis=0)
    ones = graph.node(
        "ConstantOfShape", [shape], "ones", value=helper.make_tensor("value", onnx.TensorProto.FLOAT, [1], [1.0])
    )
    total = graph.node("Squeeze", [graph.node("MatMul", [ones, state], "total"), one], "flat")
    graph.node("LpNormalization", [total], VECTOR, axis=-1, p=2)
