"""Appointments: offered, held, kept."""
