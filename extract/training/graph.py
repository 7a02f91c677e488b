"""Rewrites the int8 graph so that a batch row's result depends on that row alone.

onnxruntime's dynamic quantisation scales a whole batch, including padding, by its largest number, so a text's result
depends on the other texts in its batch. Here each row (subword or word) is scaled by its own largest number. The
products are sums of integers, which are the same in any order.
"""

from typing import Any

import numpy as np

# Steps on each side of zero: of the inputs, written as 1 to 255 around 128, and of the weights. Processors without VNNI
# add two products in 16 bits before they continue in 32: 2 * 255 * 64 fits there, full int8 weights do not.
STEPS, WEIGHT_STEPS, MIDDLE = 127, 64, 128


def scale_by_row(model: Any) -> Any:
    """Return a model from quantize_dynamic (symmetric int8 weights, a scale per column) with a scale for each row.

    Also converts a shipped graph whose network is not at hand: `onnx.save(scale_by_row(onnx.load(old)), new)`.
    """
    from onnx import helper, numpy_helper

    graph = model.graph
    stored = {tensor.name: tensor for tensor in graph.initializer}
    maker = {name: node for node in graph.node for name in node.output}
    user = {name: node for node in graph.node for name in node.input}
    constants = {
        "row_one": np.float32(1),
        "row_steps": np.float32(STEPS),
        "row_least": np.float32(1e-9),
        "row_middle": np.uint8(MIDDLE),
    }
    nodes: list[Any] = []
    dropped: set[int] = set()
    for node in graph.node:
        if node.op_type == "DynamicQuantizeLinear":
            nodes += _quantise_rows(node.input[0], node.output[0], node.output[1])
        elif node.op_type == "MatMulInteger":
            # After each, quantize_dynamic puts a Cast and a Mul by the product of both scales.
            cast = user[node.output[0]]
            scaled = user[cast.output[0]]
            scales = maker[scaled.input[1]]
            row_scale, weight_scale = scales.input
            rows, weights, _, zero = node.input
            _coarsen(stored[weights], stored[weight_scale])
            result = scaled.output[0]
            inputs = [rows, weights, "row_one", weight_scale, "row_middle", zero]
            nodes.append(helper.make_node("MatMulIntegerToFloat", inputs, [f"{result}_steps"], domain="com.microsoft"))
            nodes.append(helper.make_node("Mul", [f"{result}_steps", row_scale], [result]))
            dropped |= {id(cast), id(scaled), id(scales)}
        else:
            nodes.append(node)
    nodes = [node for node in nodes if id(node) not in dropped]
    del graph.node[:]
    graph.node.extend(nodes)
    graph.initializer.extend(numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items())
    model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    return model


def _quantise_rows(source: str, steps: str, scale: str) -> list[Any]:
    """Return the nodes that write the rows of source as integer steps around MIDDLE, and each row's step size."""
    from onnx import helper

    return [
        helper.make_node("ReduceMax", [source], [f"{source}_most"], axes=[-1], keepdims=1),
        helper.make_node("ReduceMin", [source], [f"{source}_least"], axes=[-1], keepdims=1),
        helper.make_node("Neg", [f"{source}_least"], [f"{source}_below"]),
        helper.make_node("Max", [f"{source}_most", f"{source}_below", "row_least"], [f"{source}_peak"]),
        helper.make_node("Div", [f"{source}_peak", "row_steps"], [scale]),
        helper.make_node("Reciprocal", [scale], [f"{source}_per_unit"]),
        helper.make_node("Mul", [source, f"{source}_per_unit"], [f"{source}_in_steps"]),
        helper.make_node("QuantizeLinear", [f"{source}_in_steps", "row_one", "row_middle"], [steps]),
    ]


def _coarsen(weights: Any, scale: Any) -> None:
    """Rewrite int8 weights of up to 127 steps on each side of zero in WEIGHT_STEPS steps."""
    from onnx import numpy_helper

    steps, sizes = numpy_helper.to_array(weights), numpy_helper.to_array(scale)
    coarse = np.rint(steps * (WEIGHT_STEPS / 127)).astype(np.int8)
    wider = (sizes * (127 / WEIGHT_STEPS)).astype(np.float32)
    weights.CopyFrom(numpy_helper.from_array(coarse, weights.name))
    scale.CopyFrom(numpy_helper.from_array(wider, scale.name))
