"""A graph in 8 bits calculates nearly the same, token by token, and never overflows on any processor."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from onnx import helper, numpy_helper

from indexer.eight_bits import LEAST_ROWS, in_eight_bits
from indexer.onnx_session import OnnxSession

WIDE, NARROW = 24, 8
FLOAT, WHOLE = onnx.TensorProto.FLOAT, onnx.TensorProto.INT64
NUMBERS = st.floats(-100, 100, width=32)


def graph_of(nodes, inputs, output, constants) -> bytes:
    named = [numpy_helper.from_array(value, name) for name, value in constants.items()]
    made = helper.make_graph(nodes, "g", inputs, [output], named)
    opset = [helper.make_opsetid("", 20)]
    return helper.make_model(made, opset_imports=opset, ir_version=10).SerializeToString()


def dense(weights, layers: int = 1) -> bytes:
    """A graph of `layers` dense layers over the same tokens, added up."""
    nodes = [helper.make_node("MatMul", ["x", "w"], [f"y{number}"]) for number in range(layers)]
    nodes.append(helper.make_node("Sum", [f"y{number}" for number in range(layers)], ["y"]))
    shape = ["texts", "tokens"]
    inputs = [helper.make_tensor_value_info("x", FLOAT, [*shape, WIDE])]
    return graph_of(nodes, inputs, helper.make_tensor_value_info("y", FLOAT, [*shape, NARROW]), {"w": weights})


def run(graph: bytes, **inputs):
    (found,) = OnnxSession(graph).run_all([inputs])
    return found


def weights(seed: int = 0):
    return np.random.default_rng(seed).normal(size=(WIDE, NARROW)).astype(np.float32)


@settings(max_examples=40, deadline=None)
@given(
    arrays.arrays(np.float32, (2, 3, WIDE), elements=NUMBERS),
    arrays.arrays(np.float32, (WIDE, NARROW), elements=NUMBERS),
)
def test_error_is_within_half_a_step_of_tokens_and_weights(tokens, matrix):
    found, exact = run(in_eight_bits(dense(matrix)), x=tokens), tokens.astype(np.float64) @ matrix
    token_step = np.abs(tokens).max(-1, keepdims=True) / 127
    weight_step = np.abs(matrix).max(0) / 63
    bound = np.abs(tokens).sum(-1, keepdims=True) * weight_step + token_step * (
        np.abs(matrix).sum(0) + WIDE * weight_step
    )
    assert np.all(np.abs(found - exact) <= 0.51 * bound + 1e-3)


@settings(max_examples=40, deadline=None)
@given(arrays.arrays(np.float32, (3, 4, WIDE), elements=NUMBERS))
def test_token_does_not_see_the_others(tokens):
    graph = in_eight_bits(dense(weights()))
    together = run(graph, x=tokens)
    for text in range(3):
        for token in range(4):
            alone = run(graph, x=tokens[text : text + 1, token : token + 1])
            assert alone.tobytes() == together[text, token].tobytes()


def test_products_never_overflow_16_bits():
    """Without instructions for 8 bits a processor adds two products of 0 to 255 with a weight in 16 bits."""
    stored = {each.name: numpy_helper.to_array(each) for each in parsed(in_eight_bits(dense(weights()))).initializer}
    largest = int(np.abs(stored["w.whole"].astype(int)).max())
    assert largest * 255 * 2 < 2**15


def parsed(graph: bytes) -> onnx.GraphProto:
    return onnx.load_from_string(graph).graph


def test_tokens_are_put_into_8_bits_once_for_all_layers_and_weights_are_held_once():
    graph = parsed(in_eight_bits(dense(weights(), layers=3)))
    kinds = [node.op_type for node in graph.node]
    assert kinds.count("QuantizeLinear") == 1
    assert kinds.count("MatMulIntegerToFloat") == 3
    assert sorted(each.name for each in graph.initializer if each.name.startswith("w")) == ["w.scales", "w.whole"]


def test_zeros_stay_zeros():
    matrix = weights()
    matrix[:, 2] = 0
    tokens = np.zeros((1, 2, WIDE), np.float32)
    tokens[0, 1] = 1
    found = run(in_eight_bits(dense(matrix)), x=tokens)
    assert not found[0, 0].any()
    assert found[0, 1, 2] == 0
    assert np.isfinite(found).all()


def table(rows: int):
    words = np.random.default_rng(1).normal(size=(rows, WIDE)).astype(np.float32)
    nodes = [helper.make_node("Gather", ["words", "ids"], ["x"]), helper.make_node("MatMul", ["x", "w"], ["y"])]
    inputs = [helper.make_tensor_value_info("ids", WHOLE, ["texts", "tokens"])]
    output = helper.make_tensor_value_info("y", FLOAT, ["texts", "tokens", NARROW])
    return words, graph_of(nodes, inputs, output, {"words": words, "w": weights()})


def test_table_of_words_takes_a_quarter_of_the_room_and_tells_the_same():
    words, graph = table(4 * LEAST_ROWS)
    small = in_eight_bits(graph)
    assert len(small) < len(graph) / 3
    ids = np.array([[0, 5, 4 * LEAST_ROWS - 1]])
    assert run(small, ids=ids) == pytest.approx(words[ids] @ weights(), abs=0.5)


def test_small_table_stays_as_it_is():
    words, graph = table(LEAST_ROWS - 1)
    held = {each.name: each for each in parsed(in_eight_bits(graph)).initializer}
    assert numpy_helper.to_array(held["words"]).tobytes() == words.tobytes()


def test_graph_without_a_dense_layer_is_refused():
    nodes = [helper.make_node("Abs", ["x"], ["y"])]
    ends = [helper.make_tensor_value_info(name, FLOAT, ["texts"]) for name in "xy"]
    with pytest.raises(ValueError, match="no dense layer"):
        in_eight_bits(graph_of(nodes, ends[:1], ends[1], {}))


def test_names_read_inside_of_a_branch_are_kept():
    inner = helper.make_graph(
        [helper.make_node("MatMul", ["x", "w"], ["z"])], "inner", [], [helper.make_tensor_value_info("z", FLOAT, None)]
    )
    nodes = [
        helper.make_node("MatMul", ["x", "w"], ["first"]),
        helper.make_node("If", ["yes"], ["second"], then_branch=inner, else_branch=inner),
        helper.make_node("Add", ["first", "second"], ["y"]),
    ]
    inputs = [helper.make_tensor_value_info("x", FLOAT, ["texts", WIDE])]
    output = helper.make_tensor_value_info("y", FLOAT, ["texts", NARROW])
    graph = graph_of(nodes, inputs, output, {"w": weights(), "yes": np.array(True)})
    tokens = np.ones((2, WIDE), np.float32)
    assert run(in_eight_bits(graph), x=tokens) == pytest.approx(2 * tokens @ weights(), abs=0.5)
