"""WhatsApp by the Cloud API: webhook in, sender out."""
