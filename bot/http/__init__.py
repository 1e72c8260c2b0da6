"""What everything that speaks HTTP shares: console, desk, web chat, webhooks."""
