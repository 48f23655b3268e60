"""The vocabulary: every word that is stored, with the words a person reads.

One word per thing, everywhere: code, pages, API and exported files use these values.
"""

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A stored value with the label and the one-line explanation shown to people."""

    label: str
    hint: str

    def __new__(cls, value: str, label: str = "", hint: str = "") -> Self:
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label or value.replace("_", " ")
        word.hint = hint
        return word


class Stance(Word):
    """What an actor does with a claim in one statement."""

    ASSERTS = "asserts", "asserts", "Says it as true, in their own name."
    REPEATS = "repeats", "repeats", "Says again what they or others asserted before."
    REPORTS = "reports", "reports", "Passes on that somebody said it. Never counts as asserting."
    CONFIRMS = "confirms", "confirms", "Says from their own knowledge that it is so."
    DENIES = "denies", "denies", "Says it is not so, and is the side it is said about."
    REBUTS = "rebuts", "rebuts", "Says it is not so, and is anybody else."
    NO_COMMENT = "no_comment", "no comment", "Was asked or expected to answer and did not. Never a denial."
    RETRACTS = "retracts", "retracts", "Takes back what they said before."


class Modality(Word):
    """How firmly the words were put."""

    PLAIN = "plain", "plain", "Put as plain fact."
    HEDGED = "hedged", "hedged", "Put with a doubt: “we are double checking”, “reportedly”."
    DISTANCED = "distanced", "distanced", "Kept at arm’s length: scare quotes, “so-called”."


class ClaimType(Word):
    FACTUAL = "factual", "factual", "Something that is or was so, or was not."
    FORECAST = "forecast", "forecast", "Something that will happen."
    PLEDGE = "pledge", "pledge", "Something the speaker promises to do or not to do."
    ACCUSATION = "accusation", "accusation", "Blame laid on somebody."
    POSITION = "position", "position", "Where somebody says they stand."
    ANALYSIS = "analysis", "analysis", "A reading of events."


class ActorKind(Word):
    PERSON = "person", "person"
    ORGANISATION = "organisation", "organisation"
    STATE = "state", "state", "A state or its government."
    OUTLET = "outlet", "outlet", "A newspaper, agency, broadcaster or site speaking in its own name."
    COLLECTIVE = "collective", "collective", "Several unnamed people of one kind: “officials from Albania”."
    UNNAMED = "unnamed", "unnamed", "Nobody is named: “reportedly”."


class Status(Word):
    """Where a claim stands on its way to the reader."""

    DRAFT = "draft", "draft"
    SUBMITTED = "submitted", "submitted for review"
    NEEDS_CHANGES = "needs_changes", "needs changes"
    APPROVED = "approved", "approved"
    PUBLISHED = "published", "published"
    WITHDRAWN = "withdrawn", "withdrawn"


class Relation(Word):
    """How one claim bears on another; read as “this claim … that claim”."""

    NARROWER = "narrower", "is a narrower form of"
    CONTRADICTS = "contradicts", "contradicts"
    COUNTER_NARRATIVE = "counter_narrative", "is a counter-narrative to"
    ABOUT = "about", "is about"
    PART_OF = "part_of", "is part of"
    IN_TENSION = "in_tension", "is in tension with"
    OUTCOME_OF = "outcome_of", "is the outcome of"

    @property
    def reads_both_ways(self) -> bool:
        """Whether “this … that” says nothing else than “that … this”."""
        return self in (Relation.CONTRADICTS, Relation.IN_TENSION)


class Role(Word):
    """What a user of the newsroom's tool may do; each role may do all that the one before it may."""

    FACT_CHECKER = "fact_checker", "fact-checker"
    EDITOR = "editor", "editor"
    ADMIN = "admin", "admin"

    def includes(self, other: "Role") -> bool:
        """Whether somebody with this role may do what `other` may do."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(other)


class MatchLabel(Word):
    """What kind of likeness two texts have, as far as their words show."""

    SAME = "same", "same claim"
    NARROWER = "narrower", "same claim, narrower"
    BROADER = "broader", "same claim, broader"
    REBUTTAL = "possible_rebuttal", "possible rebuttal"
    DIFFERENT_PLACE = "different_place", "different place"
    DIFFERENT_ACTOR = "different_actor", "different actor"
    DIFFERENT_FIGURE = "different_figure", "different figure"
    DIFFERENT_OBJECT = "different_object", "different object"
    ROLE_SWAP = "role_swap", "who does what to whom differs"
    RELATED = "related", "related"
    UNRELATED = "unrelated", "unrelated"

    @property
    def says_the_same(self) -> bool:
        """Whether the two are one claim, in full or in part."""
        return self in (MatchLabel.SAME, MatchLabel.NARROWER, MatchLabel.BROADER)


class Answer(Word):
    """A person's answer to a match."""

    SAME = "same", "same claim"
    DIFFERENT = "different", "different claim"
    RELATED = "related", "related claim"


class Kind(Word):
    """What a match is between two of."""

    CLAIM = "claim", "claim"
    ACTOR = "actor", "actor"
    SOURCE = "source", "source"


class Scope(Word):
    """What a key for scripts may do."""

    READ = "read", "read", "Reads all that you can read. It changes nothing."
    WRITE = (
        "write",
        "read, and write as drafts",
        "Also records claims and statements in your name, which wait for review.",
    )
