"""The encoder as an ONNX graph for one text: the numbers of its pieces in, the mean of the last layer out.

Weights of the layers become 7-bit whole numbers, one scale a column (with 8 bits, processors without VNNI
instructions overflow and give other vectors); activations are quantised as they come, one scale a text.
The embedding keeps its own 4-bit blocks.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from nlu.encoder.build.weights import Floats, Packed, Weights

LONGEST = 64
_TOP = 63
_EPSILON = 1e-12
_OWN = "com.microsoft"
"""Domain of onnxruntime's own operators."""


@dataclass
class Graph:
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    tensors: list[onnx.TensorProto] = field(default_factory=list)
    _made: int = 0

    def constant(self, array: NDArray[Any] | np.generic) -> str:
        name = f"c{len(self.tensors)}"
        self.tensors.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def integers(self, *values: int) -> str:
        return self.constant(np.array(values, np.int64))

    def add_all(self, operator: str, *inputs: str, outputs: int, **attributes: Any) -> list[str]:
        names = [f"t{self._made + i}" for i in range(outputs)]
        self._made += outputs
        self.nodes.append(helper.make_node(operator, list(inputs), names, **attributes))
        return names

    def add(self, operator: str, *inputs: str, **attributes: Any) -> str:
        return self.add_all(operator, *inputs, outputs=1, **attributes)[0]

    def linear(self, x: str, weight: Floats, bias: Floats) -> str:
        scale = np.abs(weight).max(axis=1) / _TOP
        whole = np.clip(np.rint(weight / scale[:, None]), -_TOP, _TOP).astype(np.int8)
        zeros = np.zeros(len(scale), np.int8)
        parts: list[NDArray[Any]] = [whole.T, scale.astype(np.float32), zeros, bias]
        names = [self.constant(part) for part in parts]
        return self.add("DynamicQuantizeMatMul", x, *names, domain=_OWN)

    def norm(self, x: str, weight: Floats, bias: Floats) -> str:
        names = [self.constant(part) for part in (weight, bias)]
        return self.add("LayerNormalization", x, *names, axis=-1, epsilon=_EPSILON)


def build(weights: Weights, kept: list[int]) -> onnx.ModelProto:
    graph = Graph()
    x = _embed(graph, weights, kept)
    for layer in range(weights.layers):
        x = _layer(graph, weights, f"l{layer}.", x)
    mean = graph.add("ReduceMean", x, graph.integers(0), keepdims=0)
    graph.nodes.append(helper.make_node("Identity", [mean], ["mean"]))
    made = helper.make_graph(
        graph.nodes,
        "multilingual-e5-small, trimmed",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, ["n"])],
        [helper.make_tensor_value_info("mean", TensorProto.FLOAT, [weights.width])],
        graph.tensors,
    )
    sets = [helper.make_opsetid("", 20), helper.make_opsetid(_OWN, 1)]
    model = helper.make_model(made, opset_imports=sets, ir_version=9, producer_name="rafeeq")
    onnx.checker.check_model(model)
    return model


def _embed(graph: Graph, weights: Weights, kept: list[int]) -> str:
    packed = weights.packed("emb.word", weights.width)
    words = _words(graph, Packed(packed.scales[kept], packed.nibbles[kept]))
    places = weights.floats("emb.pos").reshape(-1, weights.width)[:LONGEST]
    places = places + weights.floats("emb.type")[: weights.width]
    zero = graph.integers(0)
    used = graph.add("Slice", graph.constant(places), zero, graph.add("Shape", "ids"), zero)
    return graph.norm(graph.add("Add", words, used), weights.floats("emb.ln.w"), weights.floats("emb.ln.b"))


def _words(graph: Graph, packed: Packed) -> str:
    """Rows of the 4-bit embedding, opened after they are picked."""
    rows, blocks, _ = packed.nibbles.shape
    halves = packed.nibbles.reshape(rows, blocks, 2, -1)
    joined = graph.constant(halves[:, :, 0] | (halves[:, :, 1] << 4))
    picked = graph.add("Gather", joined, "ids")
    low = graph.add("BitwiseAnd", picked, graph.constant(np.uint8(15)))
    high = graph.add("BitShift", picked, graph.constant(np.uint8(4)), direction="RIGHT")
    nibbles = graph.add("Cast", graph.add("Concat", low, high, axis=2), to=TensorProto.FLOAT)
    centred = graph.add("Sub", nibbles, graph.constant(np.float32(8)))
    scales = graph.constant(packed.scales.astype(np.float16)[..., None])
    scale = graph.add("Cast", graph.add("Gather", scales, "ids"), to=TensorProto.FLOAT)
    return graph.add("Reshape", graph.add("Mul", centred, scale), graph.integers(0, -1))


def _layer(graph: Graph, weights: Weights, name: str, x: str) -> str:
    attended = graph.linear(
        _attend(graph, weights, name, x), _matrix(weights, name + "ao"), weights.floats(name + "ao.b")
    )
    x = graph.norm(
        graph.add("Add", x, attended), weights.floats(name + "aln.w"), weights.floats(name + "aln.b")
    )
    inner = graph.linear(x, _matrix(weights, name + "fi"), weights.floats(name + "fi.b"))
    outer = weights.packed(name + "fo.w", 4 * weights.width).floats()
    thought = graph.linear(graph.add("Gelu", inner), outer, weights.floats(name + "fo.b"))
    return graph.norm(
        graph.add("Add", x, thought), weights.floats(name + "oln.w"), weights.floats(name + "oln.b")
    )


def _matrix(weights: Weights, name: str) -> Floats:
    return weights.packed(name + ".w", weights.width).floats()


def _attend(graph: Graph, weights: Weights, name: str, x: str) -> str:
    width, heads = weights.width, weights.heads
    every = np.concatenate([_matrix(weights, name + part) for part in "qkv"])
    bias = np.concatenate([weights.floats(f"{name}{part}.b") for part in "qkv"])
    thirds = graph.integers(width, width, width)
    parts = graph.add_all("Split", graph.linear(x, every, bias), thirds, axis=1, outputs=3)
    shape = graph.integers(0, heads, width // heads)
    query, key, value = (graph.add("Reshape", part, shape) for part in parts)
    query = graph.add("Transpose", query, perm=[1, 0, 2])
    key = graph.add("Transpose", key, perm=[1, 2, 0])
    value = graph.add("Transpose", value, perm=[1, 0, 2])
    near = graph.add("MatMul", query, key)
    near = graph.add("Mul", near, graph.constant(np.float32((width // heads) ** -0.5)))
    seen = graph.add("MatMul", graph.add("Softmax", near, axis=-1), value)
    return graph.add("Reshape", graph.add("Transpose", seen, perm=[1, 0, 2]), graph.integers(0, width))
