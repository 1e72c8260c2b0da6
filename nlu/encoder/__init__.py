"""Text in, vector out: the one home of the sentence encoder. One instance a process, loaded at first use."""

from nlu.encoder.encoder import DIMENSION, Encoder, Kind, encode, shared

__all__ = ["DIMENSION", "Encoder", "Kind", "encode", "shared"]
