"""The code at sign-in: which codes are taken, each once, and what is kept of them."""

import time

import pyotp
import pytest
from sqlmodel import Session, select

from claimtrack.db import Database
from claimtrack.errors import BadInput
from claimtrack.models import AuditEvent, RecoveryCode, User
from claimtrack.services import audit, second_factor
from tests.factories import Factory

# RFC 6238, appendix B: the last six digits of what SHA-1 gives for the secret "12345678901234567890".
RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
RFC_CODES = {59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037"}


def code_at(secret: str, steps: int = 0) -> str:
    """What an app shows now, or that many half minutes later."""
    return pyotp.TOTP(secret).generate_otp(int(time.time()) // 30 + steps)


def turn_on(tx: Session, user: User) -> tuple[User, list[str]]:
    mine, secret = tx.get_one(User, user.id), second_factor.new_secret()
    return mine, second_factor.turn_on(tx, mine, secret, code_at(secret), keep_session="")


def take(database: Database, user: User, code: str) -> None:
    with database.write_tx() as tx:
        second_factor.take(tx, tx.get_one(User, user.id), code)
        audit.record(tx, audit.Action.CONFIRMED, "user_account", by=user)


@pytest.mark.parametrize(("moment", "code"), RFC_CODES.items())
def test_the_codes_are_those_of_the_standard(monkeypatch: pytest.MonkeyPatch, moment: int, code: str) -> None:
    monkeypatch.setattr(time, "time", lambda: moment)
    user = User(name="ana", totp_secret=RFC_SECRET)
    second_factor._take_from_app(user, code)
    assert user.totp_step == moment // 30


@pytest.mark.parametrize(("steps", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_off_by_one_step(monkeypatch: pytest.MonkeyPatch, steps: int, taken: bool) -> None:
    monkeypatch.setattr(time, "time", lambda: 1234567890)
    user = User(name="ana", totp_secret=RFC_SECRET)
    try:
        second_factor._take_from_app(user, code_at(RFC_SECRET, steps))
    except BadInput:
        assert not taken
        assert user.totp_step == 0
    else:
        assert taken


def test_a_code_works_once_and_none_before_it_any_more(database: Database, make: Factory) -> None:
    user = make.user()
    with database.write_tx() as tx:
        mine, _ = turn_on(tx, user)
        secret = mine.totp_secret
    later = code_at(secret, 1)
    take(database, user, f" {later[:3]} {later[3:]} ")
    for spent in (later, code_at(secret), code_at(secret, -1)):
        with pytest.raises(BadInput, match="does not fit"):
            take(database, user, spent)


def test_it_is_not_on_before_a_code_shows_that_the_app_has_the_secret(database: Database, make: Factory) -> None:
    user = make.user()
    secret = second_factor.new_secret()
    for wrong in ("", "000000" if code_at(secret) != "000000" else "111111", code_at(second_factor.new_secret()), "12"):
        with pytest.raises(BadInput), database.write_tx() as tx:
            second_factor.turn_on(tx, tx.get_one(User, user.id), secret, wrong, keep_session="")
    with database.read() as session:
        assert session.get_one(User, user.id).totp_secret == ""
        assert session.exec(select(RecoveryCode)).all() == []


def test_a_recovery_code_works_once_however_it_is_typed(database: Database, make: Factory) -> None:
    user, other = make.user(), make.user()
    with database.write_tx() as tx:
        _, codes = turn_on(tx, user)
        turn_on(tx, other)
    assert len(set(codes)) == second_factor.CODES
    take(database, user, f"  {codes[0].upper().replace('-', ' ')} ")
    take(database, user, codes[1].replace("-", ""))
    for wrong in (codes[0], codes[1], codes[2][:-1], "", "-", "ж" * 16):
        with pytest.raises(BadInput):
            take(database, user, wrong)
    with pytest.raises(BadInput):
        take(database, other, codes[3])
    with database.read() as session:
        assert len(second_factor.codes_left(session, user)) == second_factor.CODES - 2


def test_new_recovery_codes_end_the_old_ones(database: Database, make: Factory) -> None:
    user = make.user()
    with database.write_tx() as tx:
        mine, old = turn_on(tx, user)
        new = second_factor.renew_codes(tx, mine)
    with pytest.raises(BadInput):
        take(database, user, old[0])
    take(database, user, new[0])


def test_after_it_is_turned_off_nothing_of_it_works(database: Database, make: Factory) -> None:
    user = make.user()
    with database.write_tx() as tx:
        mine, codes = turn_on(tx, user)
        second_factor.turn_off(tx, mine, codes[0], keep_session="")
    for code in (codes[1], ""):
        with pytest.raises(BadInput):
            take(database, user, code)
    with database.write_tx() as tx:
        _, again = turn_on(tx, user)
    with pytest.raises(BadInput):
        take(database, user, codes[1])
    take(database, user, again[0])


def test_codes_are_kept_as_hashes_and_the_trail_holds_no_secret(database: Database, make: Factory) -> None:
    user = make.user()
    with database.write_tx() as tx:
        mine, codes = turn_on(tx, user)
    with database.read() as session:
        rows = str([row.model_dump() for row in session.exec(select(RecoveryCode))])
        told = str([event.contents for event in session.exec(select(AuditEvent))])
    plain = [code.replace("-", "") for code in codes]
    assert [code for code in codes + plain if code in rows + told] == []
    assert mine.totp_secret not in told
    assert "totp" not in told
    assert "code_hash" not in told
