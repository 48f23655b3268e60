"""Finding recorded claims that say what a new text says, with a probability and reasons an editor accepts.

Everything here is pure: ids, words and dates in, suggestions out. No tables, no session, no request.
"""
