"""The forms of a review: a step with its text, a comment, a verdict."""

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from claimtrack.drafts import CommentDraft, VerdictDraft, draft
from claimtrack.errors import BadInput
from claimtrack.models import Verdict
from claimtrack.rules.entries import Entry
from claimtrack.rules.verdicts import Scale
from claimtrack.web.change_form import ChangeForm


class StepForm(FlaskForm):
    seen = HiddenField()
    text = TextAreaField("Comment")


class CommentForm(FlaskForm):
    once = HiddenField()
    text = TextAreaField("Comment", description="Write @ and a user name to call a colleague: @ana.")
    statement_id = SelectField("About", validate_choice=False)

    def draft(self) -> CommentDraft:
        return draft(CommentDraft, text=self.text.data or "", statement_id=self.statement_id.data or None)


class VerdictForm(ChangeForm):
    label = RadioField("Verdict", validate_choice=False)
    rationale = TextAreaField("Why", description="What the evidence shows, for readers.")
    grain_of_truth = TextAreaField("Grain of truth", description="What in it is right, if anything is.")
    statements = SelectMultipleField("Statements it rests on", validate_choice=False)
    urls = TextAreaField("Other evidence", description="One web address on each line.")
    reason = StringField(
        "Why it replaces the verdict before", description="Readers see this beside the former verdict."
    )

    def draft(self) -> VerdictDraft:
        urls = [line.strip() for line in (self.urls.data or "").splitlines() if line.strip()]
        return draft(
            VerdictDraft,
            label=self.label.data or "",
            rationale=self.rationale.data or "",
            grain_of_truth=self.grain_of_truth.data or "",
            statements=tuple(self.statements.data or ()),
            urls=tuple(urls),
            reason=self.reason.data or "",
        )

    def offer(self, scale: Scale, entries: Sequence[Entry]) -> None:
        """Let the form be filled in: the scale's labels, and the claim's statements."""
        self.label.choices = [SelectChoice(rating.label, rating.label) for rating in scale.ratings]
        self.statements.choices = [SelectChoice(str(entry.id), about(entry)) for entry in entries]

    def tell(self, error: Any) -> None:
        """As the form before; a label that was not chosen says so in its own words."""
        super().tell(error)
        if isinstance(error, BadInput) and "label" in error.fields:
            self.label.errors = ["Choose a verdict."]


def recorded(verdict: Verdict | None, revision: int) -> dict[str, Any]:
    """The verdict's form as the verdict in force would fill it."""
    evidence = verdict.evidence if verdict else []
    return {
        "version": str(revision),
        "label": verdict.label if verdict else None,
        "rationale": verdict.rationale if verdict else "",
        "grain_of_truth": verdict.grain_of_truth if verdict else "",
        "statements": [str(item["statement"]) for item in evidence if "statement" in item],
        "urls": "\n".join(item["url"] for item in evidence if "url" in item),
    }


def about(entry: Entry) -> str:
    """A statement in a list to choose from: “Sergei Lavrov asserts, 14–20 Feb 2022”."""
    return f"{entry.actor} {entry.stance.label}, {entry.said.human}"
