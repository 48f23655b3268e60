"""The commands, run as somebody at a terminal runs them."""

import json
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import Result
from flask import Flask
from sqlmodel import select

from claimtrack import demo
from claimtrack.cli import COMMANDS
from claimtrack.db import Database
from claimtrack.drafts import StatementDraft
from claimtrack.errors import ClaimtrackError
from claimtrack.models import AuditEvent, Claim, LoginSession, OneTimeLink, Statement, User
from claimtrack.services import audit, demo_desk, second_factor, statements, users
from claimtrack.services.backups import restore
from claimtrack.services.finding import catch_up
from claimtrack.services.importing import bring_in
from claimtrack.services.judgements import judge
from claimtrack.services.records import get
from claimtrack.words import Answer, Kind, Role, Scope, Status
from tests import conftest
from tests.client import PageClient
from tests.factories import Factory

Run = Callable[..., Result]
on_sqlite = pytest.mark.skipif(bool(conftest.SERVER), reason="a PostgreSQL database is restored with pg_restore")


@pytest.fixture
def run(app: Flask) -> Run:
    """Runs a command and checks that it ended as expected."""

    def command(*words: str, code: int = 0, stdin: str | None = None) -> Result:
        result = app.test_cli_runner().invoke(args=list(words), input=stdin)
        assert result.exit_code == code, result.output + repr(result.exception)
        assert "Traceback" not in result.output
        return result

    return command


@pytest.fixture
def article(database: Database) -> None:
    with database.write_tx() as tx:
        bring_in(tx, demo.part("first_article"))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_has_help_with_an_example(run: Run, command: object) -> None:
    each = list(getattr(command, "commands", {}).values()) or [command]
    assert [one.name for one in each if "Example: flask --app claimtrack " not in (one.help or "")] == []
    assert "Usage:" in run(command.name, "--help").output  # type: ignore[attr-defined]


class TestDemo:
    def test_it_loads_both_parts_and_makes_accounts_with_a_new_password_each_time(
        self, run: Run, database: Database
    ) -> None:
        first, second = run("demo", "--no-serve"), run("demo", "--no-serve")
        assert "15 claims, 42 statements" in first.output
        assert "15 claims, 42 statements" in second.output
        old, new = (re.findall(r"password (\S+)", result.output)[0] for result in (first, second))
        assert old != new
        with database.read() as session:
            for name, role in (("checker", Role.FACT_CHECKER), ("editor", Role.EDITOR), ("admin", Role.ADMIN)):
                user = users.get_user(session, name)
                assert user.role is role
                assert users.password_fits(user, new)
                assert not users.password_fits(user, old)

    def test_a_claim_waits_for_an_editor_in_it_and_another_is_published(self, run: Run, database: Database) -> None:
        run("demo", "--no-serve")
        with database.read() as session:
            found = {claim.text: claim.status for claim in session.exec(select(Claim))}
        assert found[demo_desk.SUBMITTED] is Status.SUBMITTED
        assert found[demo_desk.PUBLISHED] is Status.PUBLISHED

    def test_its_password_can_be_chosen_but_not_too_short(self, run: Run) -> None:
        assert "paper-boat-lamp" in run("demo", "--no-serve", "--password", "paper-boat-lamp").output
        assert "12 to 200 characters" in run("demo", "--no-serve", "--password", "short", code=1).stderr

    def test_it_stays_out_of_a_newsroom_of_its_own(self, run: Run, make: Factory, database: Database) -> None:
        make.claim("Ours")
        assert "stays out of it" in run("demo", "--no-serve", code=1).stderr
        with database.read() as session:
            assert session.exec(select(User)).all() == []

    def test_a_port_in_use_is_told_before_anything_is_done(self, run: Run, database: Database) -> None:
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            told = run("demo", "--port", str(other.getsockname()[1]), code=1).stderr
        assert "Choose another with --port" in told
        with database.read() as session:
            assert session.exec(select(Claim)).all() == []


@pytest.mark.slow
def test_the_demo_is_served_until_it_is_stopped(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    served = subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "claimtrack", "demo", "--port", str(port)],
        env={"CLAIMTRACK_INSTANCE_PATH": str(tmp_path), "PATH": "/usr/bin:/bin", "PYTHONUNBUFFERED": "1"},
        cwd=Path(__file__).parent.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # who starts the tests may ignore it
    )
    assert served.stdout is not None
    told = [served.stdout.readline() for _ in range(3)]
    assert f"http://127.0.0.1:{port}/" in told[-1]
    with urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
        assert json.load(answer) == {"status": "ok"}
    served.send_signal(signal.SIGINT)
    rest, _ = served.communicate(timeout=20)
    assert served.returncode == 0
    assert rest.strip().endswith("Stopped.")
    assert "Traceback" not in rest


class TestExchange:
    def test_a_file_goes_out_and_comes_in_elsewhere(self, run: Run, tmp_path: Path, database: Database) -> None:
        source = str(Path(demo.__file__).parent / "first_article.json")
        told = run("import", source).stdout
        assert told == "Imported 11 claims, 19 statements, 12 actors, 1 source, 1 outlet.\n"
        again = run("import", source).stdout
        assert again.endswith("11 claims and 19 statements of the file were there already.\n")
        for name in ("out.csv", "out.json"):
            run("export", "--output", str(tmp_path / name))
            found = json.loads(run("import", str(tmp_path / name), "--json").stdout)
            assert (found["statements"], found["known_statements"]) == (0, 19)
        assert run("export").stdout_bytes == (tmp_path / "out.json").read_bytes()
        assert run("export", "--format", "csv").stdout_bytes == (tmp_path / "out.csv").read_bytes()

    def test_trying_changes_nothing(self, run: Run, database: Database) -> None:
        source = str(Path(demo.__file__).parent / "first_article.json")
        assert run("import", source, "--dry-run").stdout.startswith("Would import 11 claims, 19 statements")
        with database.read() as session:
            assert session.exec(select(Claim)).all() == []
            assert session.exec(select(AuditEvent)).all() == []

    def test_trying_names_the_claims_that_are_likely_recorded_in_other_words(
        self, run: Run, make: Factory, database: Database
    ) -> None:
        storks = make.claim("White storks were seen nesting on the cathedral of Strasbourg")
        make.claim("The bakery in the old town closes at noon on Sundays")
        rows = (
            "claim_text,stance,actor_name,source_url\n"
            "White storks have been seen nesting on Strasbourg cathedral,asserts,Ana,https://example.org/1\n"
            "Rye prices doubled in Lower Saxony,asserts,Ana,https://example.org/2\n"
            "The bakery in the old town closes at noon on Sundays,asserts,Ana,https://example.org/3\n"
        )
        told = run("import", "-", "--dry-run", stdin=rows).stdout
        assert told.startswith("Would import 2 claims, 3 statements")
        assert "\n1 claim of the file may be recorded already, in other words:\n" in told
        assert f"claim {storks.id}: White storks were seen" in told
        (reasons,) = [line for line in told.splitlines() if "same claim: " in line]
        (likely,) = json.loads(run("import", "-", "--dry-run", "--json", stdin=rows).stdout)["likely_recorded"]
        assert len(likely["matches"][0]["reasons"]) > 1
        assert reasons.strip() == "same claim: " + " · ".join(likely["matches"][0]["reasons"])
        (likely,) = json.loads(run("import", "-", "--dry-run", "--json", stdin=rows).stdout)["likely_recorded"]
        assert likely["text"].startswith("White storks have")
        assert [(m["claim_id"], m["label"]) for m in likely["matches"]] == [(storks.id, "same")]
        assert likely["matches"][0]["probability"] >= 0.3
        with database.read() as session:
            assert len(session.exec(select(Claim)).all()) == 2

    def test_the_words_that_differ_stand_in_brackets(self, run: Run, make: Factory) -> None:
        make.claim("White storks were seen nesting in Strasbourg", wordings=({"text": "Cranes nest in Colmar"},))
        told = run("match", "White storks were seen nesting in Colmar").output
        assert "claim 1: White storks were seen nesting in [Strasbourg]\n" in told
        assert "yours: White storks were seen nesting in [Colmar]\n" in told
        told = run("match", "Cranes nest in Ulm").output
        assert "claim 1: White storks were seen nesting in Strasbourg\n" in told
        assert "put as: Cranes nest in [Colmar]\n" in told
        rows = "claim_text,stance,actor_name,source_url\nCranes nest in Ulm,asserts,Ana,https://example.org/1\n"
        assert "yours: Cranes nest in [Ulm]\n" in run("import", "-", "--dry-run", stdin=rows).stdout

    def test_a_table_with_mistakes_is_refused_whole_with_every_place(self, run: Run, database: Database) -> None:
        rows = (
            "claim_text,stance,actor_name,source_url\nIt rains,asserts,Ana,https://example.org\nx,shouts,Ana,nowhere\n"
        )
        told = run("import", "-", stdin=rows, code=1).stderr
        assert "2 things in this file have to be corrected first. Nothing was imported." in told
        assert "  row 3, stance: Choose one of" in told
        assert "  row 3, source_url: Enter a web address" in told
        with database.read() as session:
            assert session.exec(select(Claim)).all() == []

    def test_a_file_that_is_not_there_is_told(self, run: Run) -> None:
        assert "No such file" in run("import", "nowhere.json", code=2).stderr


class TestMatching:
    @pytest.fixture
    def judged(self, database: Database, make: Factory) -> None:
        """Storks in four wordings: one pair judged the same, one different, one judged the same unprompted."""
        texts = (
            "Storks nest in Portugal",
            "Storks are nesting in Portugal",
            "Storks nest in the south of Portugal",
            "The white birds are back",
        )
        numbers = [make.claim(text).id or 0 for text in texts]
        make.statement(make.claim("Nobody judged this"), said="2022-02-18")
        catch_up(database)
        editor = make.user(role=Role.EDITOR)
        with database.write_tx() as tx:
            judge(tx, Kind.CLAIM, numbers[0], numbers[1], Answer.SAME, by=editor)
            judge(tx, Kind.CLAIM, numbers[0], numbers[2], Answer.DIFFERENT, by=editor)
            judge(tx, Kind.CLAIM, numbers[0], numbers[3], Answer.SAME, by=editor)

    def test_the_report_says_when_there_is_nothing_to_report(self, run: Run) -> None:
        assert run("matching", "report").output.startswith("No pair of claims was judged yet.")
        assert json.loads(run("matching", "report", "--json").output)["suggested"] == 0

    @pytest.mark.usefixtures("judged")
    def test_the_report_holds_suggestions_against_judgements(self, run: Run) -> None:
        told = run("matching", "report").output
        assert told.startswith("3 pairs judged: 2 same, 1 different, 0 related. Suggested before: 2.")
        assert "Fewer than 50 judged suggestions" in told
        assert "Judged the same, but never suggested: 1." in told
        found = json.loads(run("matching", "report", "--json").output)
        assert (found["suggested"], found["unsuggested"], found["is_enough"]) == (2, 1, False)
        assert {row["name"]: (row["judged"], row["same"]) for row in found["labels"]} == {
            "same": (2, 1),
        }

    @pytest.mark.usefixtures("judged")
    def test_judged_pairs_are_written_one_a_line(self, run: Run, tmp_path: Path) -> None:
        assert "Wrote 3 judged pairs." in run("matching", "pairs", str(tmp_path / "pairs.jsonl")).stderr
        rows = [json.loads(line) for line in (tmp_path / "pairs.jsonl").read_text(encoding="utf-8").splitlines()]
        assert [row["answer"] for row in rows] == ["same", "different", "same"]
        assert [row["right"]["texts"] for row in rows] == [
            ["Storks are nesting in Portugal"],
            ["Storks nest in the south of Portugal"],
            ["The white birds are back"],
        ]
        assert {tuple(row["left"]["texts"]) for row in rows} == {("Storks nest in Portugal",)}


@pytest.mark.usefixtures("article")
class TestLooking:
    def test_what_is_recorded_is_counted(self, run: Run) -> None:
        assert "11 claims" in run("stats").output
        found = json.loads(run("stats", "--json").output)
        assert found["by_stance"] | {"asserts": 12, "denies": 3} == found["by_stance"]
        assert [found[kind] for kind in ("claims", "statements", "actors", "sources", "outlets")] == [11, 19, 12, 1, 1]

    def test_a_timeline_is_the_same_as_from_the_api(self, run: Run, make: Factory, app: Flask) -> None:
        user = make.user()
        with make.writing() as tx:
            token = users.make_token(tx, users.get_user(tx, user.name), "x", by=None)
        asked = app.test_client().get("/api/v1/claims/1/timeline", headers={"Authorization": f"Bearer {token}"})
        by_number = json.loads(run("timeline", "1", "--json").output)
        by_text = json.loads(run("timeline", "mercenaries from Albania, Kosovo and Bosnia in Ukraine", "--json").output)
        assert by_number == by_text == asked.get_json()

    def test_a_timeline_reads_in_the_order_of_time(self, run: Run) -> None:
        lines = run("timeline", "1").output.splitlines()
        assert lines[1].startswith("First known from Sergei Lavrov between 14 and 20 Feb 2022")
        assert "asserts    Sergei Lavrov (Breeze-Courier)  [first known]" in lines[3]

    def test_all_claims_are_made_ready_and_a_match_without_a_text_says_what_is_missing(self, run: Run) -> None:
        assert "11 claims are ready to be compared." in run("match", "--build").output
        assert "Say which text to compare" in run("match", code=2).stderr
        assert "Say which text to compare" in run("match", "a text", "--all", code=2).stderr

    def test_the_queue_is_filled_for_new_claims_and_again_for_all(self, run: Run, make: Factory) -> None:
        told = run("match", "--new", "--json").stdout
        before = json.loads(told)["waiting"]
        assert json.loads(told)["looked_at"] == 11
        for ending in ("", " today"):
            make.claim(f"White storks were seen nesting on the cathedral of Strasbourg{ending}")
        assert "Looked at 2 claims." in run("match", "--new").output
        assert "Looked at 0 claims." in run("match", "--new").output
        found = json.loads(run("match", "--all", "--json").stdout)
        assert (found["looked_at"], found["waiting"]) == (13, before + 1)

    def test_what_is_not_there_is_told(self, run: Run) -> None:
        assert "There is no claim 99." in run("timeline", "99", code=1).stderr
        assert "No recorded claim" in run("timeline", "zebra crossing", code=1).stderr

    def test_a_text_is_matched(self, run: Run) -> None:
        text = "Mercs from Kosovo, Albania and Bosnia being sent to Donbass"
        assert "Mercenaries from Albania" in run("match", text).output
        found = json.loads(run("match", text, "--limit", "1", "--date", "2022-02-18", "--json").output)
        assert [match["claim_id"] for match in found["matches"]] == [1]
        assert "32 May" in run("match", text, "--date", "32 May", code=2).stderr


class TestPeople:
    def test_a_newsroom_begins_with_a_link_that_works_once(self, run: Run, client: PageClient) -> None:
        link = re.findall(r"http://127.0.0.1:8000(/link/\S+)", run("init").output)[0]
        chosen = {"password": "four random words do", "again": "four random words do"}
        assert client.submit(link, chosen).status == 200
        assert client.get(link).status == 404
        told = run("init").output
        assert "There is an admin already: admin." in told
        assert "/link/" not in told

    def test_people_are_invited_listed_changed_and_shut_out(self, run: Run) -> None:
        assert (
            "https://x.org/link/" in run("user", "invite", "ana", "--role", "editor", "--url", "https://x.org/").output
        )
        assert run("user", "list").output == "ana: editor, no password yet\n"
        run("user", "role", "ana", "admin")
        run("user", "invite", "bo")
        assert "last admin" in run("user", "suspend", "ana", code=1).stderr
        run("user", "suspend", "bo")
        found = {one["name"]: one for one in json.loads(run("user", "list", "--json").output)}
        assert found["ana"]["role"] == "admin"
        assert found["bo"]["active"] is False
        run("user", "restore", "bo")
        assert "/link/" in run("user", "link", "bo").output
        assert "no user called eve" in run("user", "link", "eve", code=1).stderr
        assert "already" in run("user", "invite", "bo", code=1).stderr

    def test_a_token_reads_the_api(self, run: Run, app: Flask) -> None:
        run("user", "invite", "ana")
        token = run("user", "token", "ana", "--label", "report").output.strip()
        answer = app.test_client().get("/api/v1/claims", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 200

    def test_a_code_at_sign_in_is_reset(self, run: Run, database: Database) -> None:
        run("user", "invite", "ana")
        assert "without a code already" in run("user", "reset-code", "ana", code=1).stderr
        with database.write_tx() as tx:
            users.get_user(tx, "ana").totp_secret = second_factor.new_secret()
            audit.record(tx, audit.Action.CODE_ON, "user_account:1", by=None)
        assert "ana signs in without a code now." in run("user", "reset-code", "ana").output
        with database.read() as session:
            assert users.get_user(session, "ana").totp_secret == ""

    def test_a_token_has_a_scope_and_an_end(self, run: Run, database: Database) -> None:
        run("user", "invite", "ana")
        token = run("user", "token", "ana", "--scope", "write", "--days", "30").output.strip()
        with database.read() as session:
            found = users.token_holder(session, token)
            assert found
            assert found[0].scope is Scope.WRITE
            assert (found[0].expires_at - found[0].made_at).days in (29, 30)
        assert "from 1 to 365" in run("user", "token", "ana", "--days", "366", code=1).stderr
        run("user", "token", "ana", "--scope", "publish", code=2)

    def test_a_bad_name_is_told(self, run: Run) -> None:
        assert "name:" in run("user", "invite", "no spaces please", code=1).stderr


class TestKeeping:
    def test_the_shape_of_the_database_is_told(self, run: Run) -> None:
        found = json.loads(run("db", "status", "--json").output)
        assert found["up_to_date"] is True
        assert "up to date" in run("db", "status").output
        assert found["shape"] in run("db", "upgrade").output

    @on_sqlite
    def test_a_copy_put_back_is_the_original_and_signs_nobody_in(
        self, run: Run, make: Factory, database: Database, checker: PageClient, tmp_path: Path
    ) -> None:
        kept = make.claim("Kept")
        make.user("ana")
        token = run("user", "token", "ana").output.strip()
        run("backup", str(tmp_path / "monday"))
        make.claim("Entered afterwards")
        copy = str(tmp_path / "monday.db")
        assert "--replace" in run("restore", copy, code=1).stderr
        told = run("restore", copy, "--replace").output
        with database.read() as session:
            assert list(session.exec(select(Claim.text))) == [kept.text]
            assert all(login.ended_at for login in session.exec(select(LoginSession)))
            assert users.token_holder(session, token) is None, "it may have been ended since, because it had leaked"
            last = session.exec(select(AuditEvent).order_by(AuditEvent.id.desc())).first()  # type: ignore[attr-defined]
            assert last is not None
            assert (last.action, last.subject) == ("restored", "database")
        assert checker.get("/claims").status == 401
        saved = re.findall(r"in (\S+\.db)\.", told)[0]
        with sqlite3.connect(saved) as before:
            assert before.execute("SELECT count(*) FROM claim").fetchone() == (2,)

    @on_sqlite
    def test_a_copy_put_back_is_whole_and_still_signs_nobody_in(
        self, run: Run, make: Factory, database: Database, checker: PageClient, tmp_path: Path
    ) -> None:
        make.statement("Kept", by=make.user("ana"))
        run("audit", "checkpoint", str(tmp_path / "monday.txt"))
        run("backup", str(tmp_path / "monday.db"))
        make.claim("Entered afterwards")
        run("audit", "checkpoint", str(tmp_path / "tuesday.txt"))
        run("restore", str(tmp_path / "monday.db"), "--replace")
        assert (
            "Nothing was changed unseen" in run("audit", "verify", "--checkpoint", str(tmp_path / "monday.txt")).output
        )
        told = run("audit", "verify", "--checkpoint", str(tmp_path / "tuesday.txt"), code=1).output
        assert "is not the one of the checkpoint" in told
        with database.read() as session:
            assert all(login.ended_at for login in session.exec(select(LoginSession)))
            assert all(link.used_at for link in session.exec(select(OneTimeLink)))

    @on_sqlite
    def test_a_damaged_or_foreign_file_changes_nothing(
        self, run: Run, make: Factory, tmp_path: Path, database: Database
    ) -> None:
        make.claim("Kept")
        run("backup", str(tmp_path / "whole.db"))
        whole = (tmp_path / "whole.db").read_bytes()
        (tmp_path / "cut.db").write_bytes(whole[: len(whole) // 2])
        (tmp_path / "text.db").write_text("not a database")
        with sqlite3.connect(tmp_path / "other.db") as other:
            other.execute("CREATE TABLE x (y)")
        for name in ("cut.db", "text.db", "other.db"):
            assert "Nothing was changed" in run("restore", str(tmp_path / name), "--replace", code=1).stderr
        with database.read() as session:
            assert list(session.exec(select(Claim.text))) == ["Kept"]

    def test_postgresql_is_put_back_by_its_own_program(self, tmp_path: Path) -> None:
        server = Database("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
        with pytest.raises(ClaimtrackError, match="pg_restore"):
            restore(server, tmp_path / "copy.dump", tmp_path, replace=True)

    def test_a_copy_never_replaces_a_file(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "there.db").write_text("precious")
        (tmp_path / "there.dump").write_text("precious")
        name = "there.dump" if conftest.SERVER else "there.db"
        assert "is there already" in run("backup", str(tmp_path / name), code=1).stderr
        assert (tmp_path / name).read_text() == "precious"


class TestAudit:
    def test_a_whole_trail_ends_with_0_and_one_tampered_with_with_1(
        self, run: Run, make: Factory, database: Database
    ) -> None:
        make.claim("As entered")
        assert run("audit", "verify").output.endswith(
            "Nothing was changed unseen: 1 event and 1 record fit together.\n"
        )
        assert json.loads(run("audit", "verify", "--json").output)["whole"] is True
        with database.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE claim SET text = 'As altered'")
        assert 'claim:1 is not as event 1 left it: text was "As entered"' in run("audit", "verify", code=1).output
        found = json.loads(run("audit", "verify", "--json", code=1).output)
        assert (found["whole"], found["wrong_in_all"], found["events"]) == (False, 1, 1)

    def test_a_history_emptied_is_found_in_the_other_process(
        self, app: Flask, make: Factory, database: Database
    ) -> None:
        make.claim()
        with database.engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM audit_touch")
        environment = {
            "CLAIMTRACK_INSTANCE_PATH": app.instance_path,
            "CLAIMTRACK_DATABASE_URL": database.url.render_as_string(hide_password=False),
            "PATH": "/usr/bin:/bin",
        }
        told = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "claimtrack", "audit", "verify"],
            env=environment,
            cwd=Path(__file__).parent.parent,
            capture_output=True,
            text=True,
        )
        assert (told.returncode, told.stderr) == (1, "")
        assert "Event 1 is not found under the records it tells of" in told.stdout

    def test_a_checkpoint_is_printed_or_written_but_never_over_a_file(
        self, run: Run, make: Factory, tmp_path: Path
    ) -> None:
        make.claim()
        file = tmp_path / "kept.txt"
        assert "Keep it away from this machine" in run("audit", "checkpoint", str(file)).output
        assert file.read_text() == run("audit", "checkpoint").output
        assert "is there already" in run("audit", "checkpoint", str(file), code=1).stderr
        file.write_text("something else")
        assert "not a checkpoint" in run("audit", "verify", "--checkpoint", str(file), code=1).stderr

    def test_the_trail_goes_out_with_the_program_that_checks_it(self, run: Run, make: Factory, tmp_path: Path) -> None:
        make.claim()
        assert "python3" in run("audit", "export", str(tmp_path / "trail")).output
        assert {path.name for path in (tmp_path / "trail").iterdir()} == {
            *("events.jsonl", "records.jsonl", "checkpoint.txt", "verify.py")
        }

    def test_what_an_event_tells_can_be_erased_with_a_reason(self, run: Run, make: Factory) -> None:
        make.claim()
        assert "event 2 says so" in run("audit", "erase", "1", "--reason", "Asked for").output
        assert "Erased lawfully: the contents of event 1." in run("audit", "verify").output
        assert "no event 9" in run("audit", "erase", "9", "--reason", "Asked for", code=1).stderr

    def test_words_that_were_taken_out_and_erased_are_in_no_file_of_the_index(
        self, run: Run, make: Factory, database: Database, tmp_path: Path
    ) -> None:
        editor, quote = make.user(), make.statement(quote="My neighbour Zibbelquark is ill")
        run("match", "--build")
        assert (named := files_with(tmp_path / "index", b"zibbelquark"))
        with database.write_tx() as tx:
            row = get(tx, Statement, quote.id)
            draft = StatementDraft(stance=row.stance, quote="[removed]")
            statements.change_statement(tx, row, draft, seen=row.version, by=editor)
        assert files_with(tmp_path / "index", b"zibbelquark") == named
        run("audit", "erase", "1", "--reason", "Asked for")
        assert files_with(tmp_path / "index", b"zibbelquark") == set()


def files_with(folder: Path, words: bytes) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file() and words in path.read_bytes().lower()}


def test_a_database_out_of_reach_is_told_in_a_sentence(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "claimtrack", "stats"],
        env={
            "CLAIMTRACK_INSTANCE_PATH": str(tmp_path),
            "CLAIMTRACK_DATABASE_URL": "sqlite:////nowhere/at/all.db",
            "PATH": "/usr/bin:/bin",
        },
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
    )
    assert told.returncode == 1
    assert told.stderr.startswith("The database cannot be reached")
    assert "Traceback" not in told.stderr
