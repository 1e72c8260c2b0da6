"""Which of a few dozen things a message means: linear models over its views and its vector. No Rasa here."""
