"""JSON over HTTP, for reading: the same records and the same computed facts as the pages."""

from claimtrack.api import claims, health, matching, openapi  # the modules whose views belong to it
from claimtrack.api.base import bp

__all__ = ["bp", "claims", "health", "matching", "openapi"]
