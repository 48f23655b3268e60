"""History: all that was done, what was done to one record, and a claim as it stood on a past day."""

from datetime import date, timedelta
from itertools import groupby

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from claimtrack.errors import BadInput, NotAllowed, NotFound
from claimtrack.models import Actor, Claim, Outlet, Source, Statement, User
from claimtrack.services import history_list, past
from claimtrack.services.claim_page import claim_page
from claimtrack.services.comparing import title_of
from claimtrack.services.history import PEOPLE
from claimtrack.services.joined import joined_to
from claimtrack.services.records import get
from claimtrack.services.statement_page import statement_page
from claimtrack.web import history_filter, lists
from claimtrack.web.claims import asked_filter, shown, today
from claimtrack.web.codes import spelled
from claimtrack.web.request import db, me, needs
from claimtrack.web.texts import day as day_in_words
from claimtrack.words import Role

bp = Blueprint("history", __name__)
ACCOUNT = "account"


@bp.get("/history")
@needs(Role.FACT_CHECKER)
def index() -> ResponseReturnValue:
    """All that was done, the latest first."""
    return render_template("history/index.html", **listed(""))


@bp.get("/history/<kind>/<int:number>")
@needs(Role.FACT_CHECKER)
def record(kind: str, number: int) -> ResponseReturnValue:
    """All that was done to one record and to what hangs on it."""
    if kind == ACCOUNT and not sees_accounts():
        raise NotAllowed("Only an admin may read the history of an account.")
    kind = {ACCOUNT: PEOPLE, PEOPLE: ""}.get(kind, kind)
    found = history_list.get_record(db(), kind, number)
    title, language, url = about(found)
    return render_template(
        "history/record.html",
        noun=ACCOUNT if kind == PEOPLE else kind,
        number=number,
        title=title,
        language=language,
        record_url=url,
        claim=found if isinstance(found, Claim) else None,
        day=today(),
        **listed(f"{kind}:{number}"),
    )


@bp.get("/claims/<int:number>/as-of")
@needs(Role.FACT_CHECKER)
def choose_day(number: int) -> ResponseReturnValue:
    """From the form that asks for a day to the claim as it stood at the end of it."""
    claim = get(db(), Claim, number)
    first, last = lists.days_asked("day")
    day = last or first
    if day is None:
        return redirect(url_for("history.record", kind="claim", number=claim.id))
    return redirect(url_for("history.as_of", number=claim.id, day=day.isoformat()))


@bp.get("/claims/<int:number>/as-of/<day>")
@needs(Role.FACT_CHECKER)
def as_of(number: int, day: str) -> ResponseReturnValue:
    """A claim as it stood at the end of a day in UTC."""
    claim, on = get(db(), Claim, number), day_of(day)
    event = past.last_event(db(), on)
    erased = past.erased(db(), number, event)
    with past.stood(db(), number, event) as then:
        stood = then.get(Claim, number)
        if stood is None and erased:
            raise NotFound(f"How claim {number} stood on {day_in_words(on)} was erased by law. Choose a later day.")
        if stood is None:
            entered = f"It was entered on {day_in_words(claim.made_at.date())}: choose that day or a later one."
            raise NotFound(f"Claim {number} was not on record yet on {day_in_words(on)}. {entered}")
        if stood.joined_to_id is not None:
            return redirect(url_for("history.as_of", number=stood.joined_to_id, day=day))
        found = claim_page(then, stood, asked_filter(), on)
        joined, after = joined_to(then, stood), on + timedelta(days=1)
        about = {"day": on, "after": after, "joined": joined, "erased": erased}
        return render_template("history/as_of.html", live=False, **about, **shown(found))


def day_of(text: str) -> date:
    """The day in an address. Raises BadInput."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise BadInput("Enter a day as 2022-03-01.") from error
    if day > today():
        raise BadInput("This day has not come yet. Choose today or an earlier one.")
    return day


def listed(record: str) -> dict[str, object]:
    """What both pages show: the acts of this page of the list by day, and the filter."""
    asked = history_filter.asked(record=record, accounts=sees_accounts())
    page = lists.paged(lambda offset, limit: history_list.find_acts(db(), asked.wanted, offset, limit, spelled), 40)
    return {
        "page": page,
        "days": [(day, list(acts)) for day, acts in groupby(page.items, key=lambda told: told.at.date())],
        "asked": asked,
        "here": record.replace(PEOPLE, "user"),
        "parts": history_filter.sentence(db(), asked.wanted),
        "form": history_filter.form_for(history_list.people(db()), accounts=sees_accounts()),
        "clear": lists.bare(),
    }


def about(row: Claim | Statement | Actor | Outlet | Source | User) -> tuple[str, str, str]:
    """A record's title, its language, and where it is shown."""
    if isinstance(row, User):
        return row.full_name or row.name, "", url_for("users.show", number=row.id)
    if isinstance(row, Statement):
        found = statement_page(db(), row.id or 0)
        where = url_for("claims.show", number=row.claim_id, _anchor=f"statement-{row.id}")
        return f"{found.actor.name} {row.stance.label}: {found.claim.text}", found.claim.language, where
    url = url_for(f"{type(row).__name__.lower()}s.show", number=row.id)
    if isinstance(row, Outlet):
        return row.name, "", url
    return title_of(row), "" if isinstance(row, Actor) else row.language, url


def sees_accounts() -> bool:
    """Whether who is signed in may read what was done to accounts."""
    return me().role.includes(Role.ADMIN)
