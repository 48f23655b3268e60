"""The code at sign-in: six digits from an app on a phone (RFC 6238), and codes on paper for when the phone is lost."""

import secrets
import string
import time

import pyotp
from sqlmodel import Session, col, select

from claimtrack.errors import BadInput
from claimtrack.models import RecoveryCode, User, now
from claimtrack.services import audit, settings
from claimtrack.services.records import id_of
from claimtrack.services.users import end_sessions, hash_token

DIGITS = 6
CODES = 10  # on paper at a time
LETTERS = string.ascii_lowercase + "234567"  # base32: none is taken for another
GROUPS, GROUP = 4, 4  # 80 bits
WRONG = "This code does not fit, or it has been used. Wait for the next one in your app, or take a recovery code."


def new_secret() -> str:
    """What app and server share: 160 bits, in base32."""
    return pyotp.random_base32()


def address(secret: str, user: User, newsroom: str) -> str:
    """The otpauth:// address an app sets itself up from."""
    return pyotp.TOTP(secret).provisioning_uri(name=user.name, issuer_name=newsroom or "claimtrack")


def is_missing(session: Session, user: User) -> bool:
    """Whether this newsroom asks this person for a code at sign-in, and they have not set it up."""
    return not user.totp_secret and settings.needs_code(session, user.role)


def is_app_code(text: str) -> bool:
    """Whether this looks like what an app shows: six digits, however spaced."""
    return len(_digits(text)) == DIGITS


def turn_on(session: Session, user: User, secret: str, code: str, *, keep_session: str) -> list[str]:
    """Ask for codes of this secret from now on, and sign out everywhere else. Gives the recovery codes.

    Raises BadInput unless `code` shows that the app has the secret.
    """
    if user.totp_secret:
        raise BadInput("The code at sign-in is on already.")
    user.totp_secret, user.totp_step = secret, 0
    _take_from_app(user, code)
    end_sessions(session, user, keep_session)
    codes = _new_codes(session, user)
    _record(session, user, audit.Action.CODE_ON, by=user)
    return codes


def take(session: Session, user: User, code: str) -> None:
    """Use up this code, of the app or from paper; the caller records what for. Raises BadInput."""
    if not user.totp_secret:
        raise BadInput(WRONG)
    if is_app_code(code):
        _take_from_app(user, code)
        return
    used = next((c for c in codes_left(session, user) if c.code_hash == hash_token(_plain(code))), None)
    if used is None:
        raise BadInput(WRONG)
    used.used_at = now()


def turn_off(session: Session, user: User, code: str, *, keep_session: str) -> None:
    """Ask for no codes any more, and sign out everywhere else. Raises BadInput unless the code fits."""
    take(session, user, code)
    end_sessions(session, user, keep_session)
    _forget(session, user)
    _record(session, user, audit.Action.CODE_OFF, by=user)


def reset(session: Session, user: User, *, by: User | None) -> None:
    """Let somebody in without a code who has lost phone and paper; all their sessions end. Raises BadInput."""
    if not user.totp_secret:
        raise BadInput(f"{user.name} signs in without a code already.")
    end_sessions(session, user)
    _forget(session, user)
    _record(session, user, audit.Action.CODE_RESET, by=by)


def renew_codes(session: Session, user: User) -> list[str]:
    """New recovery codes; those from before stop working. Raises BadInput."""
    if not user.totp_secret:
        raise BadInput("Set up the code at sign-in first.")
    codes = _new_codes(session, user)
    _record(session, user, audit.Action.CODES_RENEWED, by=user)
    return codes


def codes_left(session: Session, user: User) -> list[RecoveryCode]:
    """The recovery codes that still work."""
    unused = select(RecoveryCode).where(RecoveryCode.user_id == user.id, col(RecoveryCode.used_at).is_(None))
    return list(session.exec(unused))


def _take_from_app(user: User, code: str) -> None:
    """A code of the current step or of the one before or after, for a clock that is off; never an earlier one again."""
    app = pyotp.TOTP(user.totp_secret)
    current = int(time.time()) // app.interval
    for step in (current - 1, current, current + 1):
        if step > user.totp_step and secrets.compare_digest(app.generate_otp(step), _digits(code)):
            user.totp_step = step
            return
    raise BadInput(WRONG)


def _new_codes(session: Session, user: User) -> list[str]:
    _spend(session, user)
    plain = ["".join(secrets.choice(LETTERS) for _ in range(GROUPS * GROUP)) for _ in range(CODES)]
    session.add_all(RecoveryCode(user_id=id_of(user), code_hash=hash_token(code)) for code in plain)
    return ["-".join(code[i : i + GROUP] for i in range(0, len(code), GROUP)) for code in plain]


def _forget(session: Session, user: User) -> None:
    user.totp_secret, user.totp_step = "", 0
    _spend(session, user)


def _spend(session: Session, user: User) -> None:
    for code in codes_left(session, user):
        code.used_at = now()


def _record(session: Session, user: User, action: audit.Action, *, by: User | None) -> None:
    user.version += 1
    audit.record(session, action, f"user_account:{user.id}", by=by)


def _digits(code: str) -> str:
    return "".join(code.split()) if code.isascii() and "".join(code.split()).isdigit() else ""


def _plain(code: str) -> str:
    """A recovery code as it was made, however it was typed."""
    return "".join(letter for letter in code.lower() if letter in LETTERS)
