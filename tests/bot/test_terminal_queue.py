"""Messages from others reach the terminal, too, before the next prompt, once each."""

from pathlib import Path

from talking import Office, plain

from bot.broadcasts.local import Local
from bot.conversation.actions import say
from bot.conversation.stored import to_json
from bot.storage.deliveries import NewDelivery, Operation


def test_what_is_due_at_the_terminal_is_shown_once(tmp_path: Path) -> None:
    office = Office(tmp_path)
    now = office.desk.clock()
    office.stores.deliveries.put("a", "terminal", to_json(say("Guten Morgen")), "introduction", now)
    office.stores.deliveries.put("b", "telegram:1", to_json(say("nicht hier")), "introduction", now)
    local = Local(office.desk)
    assert [plain(message) for message in local.due()] == ["Guten Morgen"]
    assert list(local.due()) == []


def test_what_was_corrected_or_recalled_is_said(tmp_path: Path) -> None:
    office = Office(tmp_path)
    now, message = office.desk.clock(), to_json(say("Treffpunkt Bürgerhaus"))
    office.stores.deliveries.put_all(
        [
            NewDelivery("edit", "terminal", message, "broadcast", now, operation=Operation.EDIT, reference="1"),
            NewDelivery("delete", "terminal", {}, "broadcast", now, operation=Operation.DELETE, reference="1"),
        ]
    )
    shown = [plain(found) for found in Local(office.desk).due()]
    assert "Berichtigt:\n\nTreffpunkt Bürgerhaus" in shown[0]
    assert "zurückgerufen" in shown[1]
