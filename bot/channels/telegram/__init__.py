"""Telegram by the Bot API: long polling or webhook in, python-telegram-bot out, private chats only."""
