"""Placeholder."""

from flask import Blueprint

bp = Blueprint("sources", __name__)
