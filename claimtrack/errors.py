"""What can go wrong, in newsroom terms. Every message is a sentence fit for the page."""


class ClaimtrackError(Exception):
    """Something the person can be told about; `str(error)` is the sentence to show."""


class NotFound(ClaimtrackError):
    """There is no such record."""


class NotAllowed(ClaimtrackError):
    """This person may not do this, or nobody may in this state."""


class Stale(ClaimtrackError):
    """Somebody changed the record since the form was opened."""


class Joined(Stale):
    """The record was judged the same as another one, which stands for it: `head` is the number of that one."""

    def __init__(self, noun: str, number: int, head: int) -> None:
        super().__init__(f"{noun.capitalize()} {number} is now recorded as the same as {noun} {head}.")
        self.noun, self.number, self.head = noun, number, head


class Duplicate(ClaimtrackError):
    """The record is there already. `existing_id` names it where it is known."""

    def __init__(self, message: str, existing_id: int | None = None) -> None:
        super().__init__(message)
        self.existing_id = existing_id


class BadInput(ClaimtrackError):
    """What came in cannot be used. `fields` maps a field's name to a sentence that says what to do."""

    def __init__(self, message: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.fields = fields or {}
