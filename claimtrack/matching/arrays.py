"""Names for numpy arrays. Which width of number comes out of an operation is numpy's business, so it is left open."""

from typing import Any

from numpy.typing import NDArray

Ints = NDArray[Any]
Floats = NDArray[Any]
Bools = NDArray[Any]
Words = NDArray[Any]
