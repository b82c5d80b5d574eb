"""An encoder's graph in 8 bits: its dense layers and its table of words, which are nearly all of its numbers.

Each column of a layer's weights has a scale of its own, and so has each token that passes through, worked out as it
passes. Tokens don't share one, as they would in ONNX's own DynamicQuantizeLinear, so that a vector doesn't depend on
its company.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from indexer.encoder import Vectors

WEIGHT_STEPS = 63
"""Weights are whole numbers up to this, and not up to 127: processors without instructions for 8 bits (before about
2019) add products in pairs and in 16 bits, where larger ones would overflow, and another vector would come out."""

TOKEN_STEPS, TOKEN_ZERO = 127, 128
"""A token's numbers are whole ones up to the first on either side of the second."""

TABLE_STEPS = 127
LEAST_ROWS = 1024
"""A table with fewer rows (places, segments) stays as it is: it saves nothing."""

LEAST = 1e-12
"""Where all numbers of a token, or of a column of weights, are below this, they are taken for 0."""

MICROSOFT = "com.microsoft"
"""The domain of ONNX Runtime's own operators."""


def in_eight_bits(graph: Path | bytes) -> bytes:
    """The same graph in 8 bits, `graph` an ONNX file or its content; raises ValueError where it has no dense layer."""
    model = onnx.load_from_string(graph) if isinstance(graph, bytes) else onnx.load(str(graph))
    _Rewriting(model.graph).run()
    if all(each.domain != MICROSOFT for each in model.opset_import):
        model.opset_import.append(helper.make_opsetid(MICROSOFT, 1))
    content: bytes = model.SerializeToString()
    return content


class _Rewriting:
    """One graph on its way into 8 bits."""

    def __init__(self, graph: onnx.GraphProto) -> None:
        self._graph = graph
        self._constants = {each.name: each for each in graph.initializer}
        self._nodes: list[onnx.NodeProto] = []
        self._made: set[str] = set()

    def run(self) -> None:
        layers = 0
        for node in self._graph.node:
            if node.op_type == "MatMul" and self._is_matrix(node.input[1]):
                layers += 1
                self._dense(node)
            elif node.op_type == "Gather" and self._is_table(node):
                self._look_up(node)
            else:
                self._nodes.append(node)
        if not layers:
            raise ValueError("it has no dense layer")
        del self._graph.node[:]
        self._graph.node.extend(self._nodes)
        self._drop_unused()

    def _is_matrix(self, name: str) -> bool:
        held = self._constants.get(name)
        return held is not None and held.data_type == onnx.TensorProto.FLOAT and len(held.dims) == 2

    def _is_table(self, node: onnx.NodeProto) -> bool:
        along = {each.name: each.i for each in node.attribute}.get("axis", 0)
        return along == 0 and self._is_matrix(node.input[0]) and self._constants[node.input[0]].dims[0] >= LEAST_ROWS

    def _dense(self, node: onnx.NodeProto) -> None:
        """Tokens through a dense layer: products of whole numbers, scaled back by column and by token."""
        (source, matrix), (product,) = node.input, node.output
        whole, scales = f"{matrix}.whole", f"{matrix}.scales"
        if matrix not in self._made:
            self._made.add(matrix)
            steps, step = _whole(self._array(matrix), 0, WEIGHT_STEPS)
            self._constant(whole, steps)
            self._constant(scales, step[0] / np.float32(TOKEN_STEPS))
        tokens, largest = self._tokens(source)
        inputs = [tokens, whole, self._number("scale.one", np.float32(1)), scales, self._zero()]
        self._node("MatMulIntegerToFloat", inputs, f"{product}.by_token", domain=MICROSOFT)
        self._node("Mul", [f"{product}.by_token", largest], product)

    def _tokens(self, source: str) -> tuple[str, str]:
        """A tensor in whole numbers, and the largest magnitude of each of its rows, which says what they count."""
        whole, largest = f"{source}.whole", f"{source}.largest"
        if source not in self._made:
            self._made.add(source)
            last = self._number("axis.last", np.array([-1], np.int64))
            self._node("Abs", [source], f"{source}.magnitudes")
            self._node("ReduceMax", [f"{source}.magnitudes", last], f"{source}.reach", keepdims=1)
            self._node("Max", [f"{source}.reach", self._number("least", np.float32(LEAST))], largest)
            self._node("Div", [self._number("steps", np.float32(TOKEN_STEPS)), largest], f"{source}.density")
            self._node("Mul", [source, f"{source}.density"], f"{source}.stretched")
            one = self._number("scale.one", np.float32(1))
            self._node("QuantizeLinear", [f"{source}.stretched", one, self._zero()], whole)
        return whole, largest

    def _look_up(self, node: onnx.NodeProto) -> None:
        """Rows of a table: whole numbers, each row with its scale."""
        (table, indices), (found,) = node.input, node.output
        if table not in self._made:
            self._made.add(table)
            steps, step = _whole(self._array(table), 1, TABLE_STEPS)
            self._constant(f"{table}.whole", steps)
            self._constant(f"{table}.scales", step)
        self._node("Gather", [f"{table}.whole", indices], f"{found}.row")
        self._node("Gather", [f"{table}.scales", indices], f"{found}.row_scale")
        self._node("Cast", [f"{found}.row"], f"{found}.row_float", to=onnx.TensorProto.FLOAT)
        self._node("Mul", [f"{found}.row_float", f"{found}.row_scale"], found)

    def _node(self, operator: str, inputs: list[str], name: str, **attributes: Any) -> None:
        self._nodes.append(helper.make_node(operator, inputs, [name], name=f"{name}.in_eight_bits", **attributes))

    def _array(self, name: str) -> NDArray[np.float32]:
        return numpy_helper.to_array(self._constants[name]).astype(np.float32)

    def _zero(self) -> str:
        return self._number("zero", np.uint8(TOKEN_ZERO))

    def _number(self, name: str, value: NDArray[np.int64] | np.float32 | np.uint8) -> str:
        """A constant that all layers share."""
        name = f"eight_bits.{name}"
        if name not in self._constants:
            self._constant(name, np.asarray(value))
        return name

    def _constant(self, name: str, value: NDArray[np.generic]) -> None:
        self._constants[name] = numpy_helper.from_array(np.asarray(value, order="C"), name)

    def _drop_unused(self) -> None:
        used = {*_read(self._graph), *(each.name for each in self._graph.output)}
        del self._graph.initializer[:]
        self._graph.initializer.extend(held for name, held in self._constants.items() if name in used)


def _whole(values: Vectors, axis: int, steps: int) -> tuple[NDArray[np.int8], Vectors]:
    """The values in whole numbers up to `steps`, and what one step is worth along `axis`."""
    largest = np.max(np.abs(values), axis=axis, keepdims=True)
    step = (np.where(largest >= LEAST, largest, 1) / np.float32(steps)).astype(np.float32)
    return np.rint(values / step).astype(np.int8), step


def _read(graph: onnx.GraphProto) -> Iterable[str]:
    """All names that nodes read, those inside of branches and loops among them."""
    for node in graph.node:
        yield from node.input
        for attribute in node.attribute:
            if attribute.type == onnx.AttributeProto.GRAPH:
                yield from _read(attribute.g)
