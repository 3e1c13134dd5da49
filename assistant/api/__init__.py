"""Interfaces for other programs: REST, the OpenAI form, health and metrics."""
