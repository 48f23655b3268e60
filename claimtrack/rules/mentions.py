"""Names of colleagues in what somebody writes: “@ana, can you look at this?”"""

import re

_NAME = re.compile(r"(?<![\w@.])@([A-Za-z0-9._-]{2,60})")


def named_in(text: str) -> list[str]:
    """The user names after an @, in lower case, each once; a full stop that ends a sentence is no part of one.

    An address such as ana@example.org names nobody.
    """
    found = (match.group(1).rstrip("._-").lower() for match in _NAME.finditer(text))
    return list(dict.fromkeys(name for name in found if len(name) > 1))
