"""Thin parts of Rasa's pipeline over `nlu.text`, `nlu.encoder` and `nlu.classifier`."""
