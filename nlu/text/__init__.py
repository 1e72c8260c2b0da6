"""Reading Arabic as people type it: pure functions, no Rasa, nothing of the app."""
