"""The people of this newsroom, for admins."""

from flask import Blueprint

bp = Blueprint("users", __name__)
