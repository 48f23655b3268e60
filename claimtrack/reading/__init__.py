"""Reading an article as it was pasted. Everything here is pure: text in, parts of it out."""
