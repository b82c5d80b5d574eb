"""The library: passages in context, their vectors, their words, and the documents they stand in."""

import os

from corpus.reading.workers.environment import UNTOLD

# Before any module here loads ONNX Runtime, which reads it once and would else tell its maker of every session.
os.environ.update(UNTOLD)
