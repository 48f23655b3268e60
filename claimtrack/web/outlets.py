"""Placeholder."""

from flask import Blueprint

bp = Blueprint("outlets", __name__)
