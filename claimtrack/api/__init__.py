"""JSON over HTTP: the same records and the same computed facts as the pages, and a way in for drafts."""

from claimtrack.api import claims, health, matching, openapi, statements  # the modules whose views belong to it
from claimtrack.api.base import bp

__all__ = ["bp", "claims", "health", "matching", "openapi", "statements"]
