"""What the stores of give and take promise on both databases: contacts, groups, board, gaps, drafts, broadcasts."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest

from bot.board.model import GRACE, VALID
from bot.groups.model import GroupState, Joining
from bot.introductions.machine import OPEN_FOR, Accept, Approve, Effect, State
from bot.storage import Stores, introductions
from bot.storage.board import KEPT as ENTRY_KEPT
from bot.storage.broadcasts import Change, Phase
from bot.storage.delivery import NewDelivery
from bot.storage.drafts import Draft
from bot.storage.gaps import KEPT as GAP_KEPT
from knowledge.matching.model import RecordKind

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
ANNA, BEN, CLARA = "telegram:1", "telegram:2", "telegram:3"
ORGANISER = "telegram:9"
TOPIC = "Mobilität"
_T = TypeVar("_T")


def at_once(work: Callable[[int], _T], times: int = 6) -> list[_T]:
    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(work, range(times)))


def test_an_introduction_comes_back_as_written_and_an_older_draft_of_the_two_goes(stores: Stores) -> None:
    first = stores.introductions.draft(ANNA, BEN, "Bürgerbus?", NOW)
    second = stores.introductions.draft(ANNA, BEN, "Bürgerbus – „wie“?", NOW + DAY)
    other = stores.introductions.draft(BEN, ANNA, "Wärme", NOW)
    assert stores.introductions.find(first.id) is None
    assert stores.introductions.find(second.id) == second
    assert stores.introductions.of(ANNA) == stores.introductions.of(BEN) == [other, second]
    assert stores.introductions.of(CLARA) == []


def test_of_two_yeses_at_once_one_passes_the_contacts(stores: Stores) -> None:
    intro = stores.introductions.draft(ANNA, BEN, "Bürgerbus?", NOW)
    stores.introductions.happen(intro.id, Approve("anna@example.org"), NOW)
    happened = at_once(lambda _: stores.introductions.happen(intro.id, Accept("ben@example.org"), NOW))
    assert [found[1] for found in happened if found].count(Effect.REVEAL) == 1
    after = stores.introductions.find(intro.id)
    assert after is not None
    assert (after.state, after.asker_contact, after.asked_contact) == (
        State.AGREED, "anna@example.org", "ben@example.org",
    )  # fmt: skip


def test_what_was_sent_keeps_its_text_and_what_is_gone_does_nothing(stores: Stores) -> None:
    intro = stores.introductions.draft(ANNA, BEN, "eins", NOW)
    stores.introductions.word(intro.id, "zwei")
    stores.introductions.happen(intro.id, Approve("a"), NOW)
    after = stores.introductions.word(intro.id, "drei")
    assert after is not None
    assert after.about == "zwei"
    assert stores.introductions.word("nix", "drei") is None
    assert stores.introductions.happen("nix", Approve("a"), NOW) is None


def test_long_ended_introductions_go_with_the_next_one(stores: Stores) -> None:
    old = stores.introductions.draft(ANNA, BEN, "alt", NOW)
    later = NOW + OPEN_FOR + introductions.KEPT
    young = stores.introductions.draft(BEN, CLARA, "neu", later)
    assert stores.introductions.find(old.id) == old
    stores.introductions.draft(CLARA, BEN, "neuer", later + DAY)
    assert stores.introductions.find(old.id) is None
    assert stores.introductions.find(young.id) == young


def test_a_block_counts_one_way_and_once_however_often_it_is_said(stores: Stores) -> None:
    at_once(lambda _: stores.introductions.block(ANNA, BEN, NOW))
    stores.introductions.block(ANNA, CLARA, NOW)
    assert stores.introductions.blocked(ANNA, BEN)
    assert not stores.introductions.blocked(BEN, ANNA)
    assert stores.introductions.blocks_of(ANNA) == 2
    assert [stores.introductions.unblock_all(ANNA) for _ in range(2)] == [2, 0]


def test_a_topic_gets_one_draft_however_many_report_it_at_once(stores: Stores) -> None:
    made = at_once(lambda _: stores.groups.draft(TOPIC, TOPIC, 3, NOW))
    (group,) = [found for found in made if found]
    assert stores.groups.all(GroupState.DRAFT) == [group]
    decided = at_once(lambda _: stores.groups.decide(group.id, GroupState.DECLINED))
    assert sum(decided) == 1
    assert stores.groups.draft(TOPIC, TOPIC, 3, NOW) is None
    assert stores.groups.draft(TOPIC, TOPIC, 4, NOW) is not None


def test_a_group_keeps_what_organisers_say_and_is_found_by_its_topic(stores: Stores) -> None:
    group = stores.groups.draft(TOPIC, TOPIC, 3, NOW)
    assert group is not None
    assert stores.groups.of_topic(TOPIC) is None
    stores.groups.decide(group.id, GroupState.CONFIRMED)
    changed = stores.groups.change(group.id, title="Bürgerbus", contact="Frau Groß, 02574 0", meets_at=NOW)
    assert changed == stores.groups.of_topic(TOPIC) == stores.groups.find(group.id)
    assert changed is not None
    assert (changed.title, changed.contact, changed.meets_at) == ("Bürgerbus", "Frau Groß, 02574 0", NOW)
    assert stores.groups.change("nix", title="x") is None


def test_members_of_a_group_stand_in_the_order_they_came_and_may_change_their_mind(stores: Stores) -> None:
    group = stores.groups.draft(TOPIC, TOPIC, 3, NOW)
    assert group is not None
    for day, chat in enumerate((CLARA, ANNA, BEN)):
        assert stores.groups.answer(group.id, chat, Joining.INVITED, NOW)
        assert stores.groups.answer(group.id, chat, Joining.JOINED, NOW + day * DAY)
        assert not stores.groups.answer(group.id, chat, Joining.JOINED, NOW)
    assert stores.groups.answer(group.id, ANNA, Joining.DECLINED, NOW)
    assert stores.groups.members(group.id) == [CLARA, BEN]
    assert stores.groups.members(group.id, Joining.DECLINED) == [ANNA]
    assert stores.groups.joined_by(BEN) == {group.id}
    assert stores.groups.joined_by(ANNA) == set()


def test_an_entry_stands_for_a_year_and_can_be_brought_back_for_a_month(stores: Stores) -> None:
    need = stores.board.put(ANNA, RecordKind.NEED, TOPIC, NOW, text="Bürgerbus „Linie 7“")
    offer = stores.board.put(ANNA, RecordKind.OFFER, TOPIC, NOW + DAY)
    theirs = stores.board.put(BEN, RecordKind.NEED, TOPIC, NOW + DAY)
    assert stores.board.standing(NOW, chat=ANNA) == [need, offer]
    assert stores.board.standing(NOW, kind=RecordKind.NEED) == [need, theirs]
    assert stores.board.standing(NOW + VALID + GRACE + DAY) == []
    stores.board.remove(need.id, NOW)
    stores.board.put(BEN, RecordKind.OFFER, "Energie", NOW + ENTRY_KEPT)
    assert stores.board.renew(need.id, NOW + ENTRY_KEPT)
    stores.board.remove(need.id, NOW)
    stores.board.put(BEN, RecordKind.OFFER, "Energie", NOW + ENTRY_KEPT + DAY)
    assert stores.board.find(need.id) is None


def test_an_entry_put_many_times_at_once_is_one(stores: Stores) -> None:
    assert len({entry.id for entry in at_once(lambda _: stores.board.put(ANNA, RecordKind.NEED, TOPIC, NOW))}) == 1


def test_a_question_is_kept_once_a_person_and_without_the_chat(stores: Stores) -> None:
    asked = at_once(lambda _: stores.gaps.note("Wer zahlt „Pegel“?", ANNA, NOW))
    assert len(set(asked)) == 1
    stores.gaps.note("Wer zahlt „Pegel“?", BEN, NOW + DAY)
    stores.gaps.note("Und wann?", ANNA, NOW + 2 * DAY)
    kept = stores.gaps.all()
    assert [gap.question for gap in kept] == ["Wer zahlt „Pegel“?"] * 2 + ["Und wann?"]
    assert kept[0].person == kept[2].person != kept[1].person
    assert not any(chat in str(kept) for chat in (ANNA, BEN))
    assert stores.gaps.of(ANNA) == ["Wer zahlt „Pegel“?", "Und wann?"]


def test_who_waits_for_an_answer_is_known_until_it_is_there(stores: Stores) -> None:
    gap = stores.gaps.note("Wer zahlt?", ANNA, NOW)
    other = stores.gaps.note("Wann?", ANNA, NOW)
    for chat in (BEN, ANNA, ANNA):
        assert stores.gaps.wish(gap, chat)
    assert stores.gaps.wishes([gap, other]) == {gap: [ANNA, BEN]}
    stores.gaps.close([gap, "nix"])
    assert stores.gaps.wishes([gap, other]) == {}
    assert not stores.gaps.wish(gap, ANNA)
    assert [kept.id for kept in stores.gaps.all()] == [other]


def test_of_a_forgotten_chat_no_question_and_no_wish_is_left(stores: Stores) -> None:
    mine, theirs = stores.gaps.note("Wer zahlt?", ANNA, NOW), stores.gaps.note("Wann?", BEN, NOW)
    for gap in (mine, theirs):
        stores.gaps.wish(gap, ANNA)
        stores.gaps.wish(gap, BEN)
    stores.gaps.forget(ANNA)
    assert [kept.id for kept in stores.gaps.all()] == [theirs]
    assert stores.gaps.wishes([mine, theirs]) == {theirs: [BEN]}


def test_questions_that_nobody_repeats_are_forgotten(stores: Stores) -> None:
    old, repeated = stores.gaps.note("Wer?", ANNA, NOW), stores.gaps.note("Wann?", ANNA, NOW)
    stores.gaps.wish(old, ANNA)
    assert stores.gaps.note("Wann?", ANNA, NOW + DAY) == repeated
    stores.gaps.note("Wo?", BEN, NOW + GAP_KEPT + DAY)
    assert old not in {gap.id for gap in stores.gaps.all()}
    assert repeated in {gap.id for gap in stores.gaps.all()}
    assert stores.gaps.wishes([old]) == {}


def test_a_draft_comes_back_with_its_corrections_and_is_decided_once(stores: Stores) -> None:
    draft = Draft("abc", ANNA, "Richtlinie „Wärme“ (2).pdf", {"title": "Wärme"}, NOW)
    stores.drafts.put(draft)
    stores.drafts.put(Draft("def", ANNA, "b.pdf", {}, NOW - DAY))
    assert stores.drafts.find("abc") == draft
    stores.drafts.correct("abc", {"valid_until": "31.12.2027"})
    assert [(found.id, found.corrections) for found in stores.drafts.of(ANNA)] == [
        ("def", {}), ("abc", {"valid_until": "31.12.2027"}),
    ]  # fmt: skip
    assert stores.drafts.of(BEN) == []
    assert stores.drafts.older_than(NOW) == ["def"]
    assert sum(at_once(lambda _: stores.drafts.remove("abc"))) == 1
    assert stores.drafts.find("abc") is None


def letter(number: int) -> NewDelivery:
    return NewDelivery(f"k:{number}", ANNA, {"text": []}, "broadcast", NOW, broadcast=number)


def test_a_broadcast_comes_back_with_its_draft_and_changes_together_with_its_messages(stores: Stores) -> None:
    draft = {"text": "Fördertag „Wärme“ 🌳", "to": ["alle"], "limit": None}
    made = stores.broadcasts.add(ORGANISER, draft, NOW + DAY, NOW)
    assert stores.broadcasts.find(made.id) == made
    assert (made.phase, made.draft, made.due_at, made.approvals) == (Phase.DRAFT, draft, NOW + DAY, [])
    approved = {"state": Phase.APPROVED.value, "approvals": [{"actor": ORGANISER}]}
    changed = stores.broadcasts.change(made.id, lambda _: Change(approved, [letter(made.id)]), NOW + DAY)
    assert changed is not None
    assert (changed.phase, changed.approvals, changed.changed_at) == (
        Phase.APPROVED, [{"actor": ORGANISER}], NOW + DAY,
    )  # fmt: skip
    assert len(stores.deliveries.of_broadcast(made.id)) == 1
    stores.broadcasts.change(made.id, lambda _: Change({"state": Phase.DRAFT.value}, undone=True), NOW)
    assert stores.deliveries.of_broadcast(made.id) == []
    assert stores.broadcasts.change(99, lambda _: Change({}), NOW) is None


def test_a_change_that_fails_leaves_neither_the_broadcast_nor_its_messages_changed(stores: Stores) -> None:
    made = stores.broadcasts.add(ORGANISER, {}, NOW, NOW)

    def refuse(_: object) -> Change:
        raise ValueError("refused")

    with pytest.raises(ValueError, match="refused"):
        stores.broadcasts.change(made.id, refuse, NOW)
    assert stores.broadcasts.find(made.id) == made


def test_a_date_of_a_series_is_made_once_and_lists_show_the_newest_first(stores: Stores) -> None:
    first = stores.broadcasts.add(ORGANISER, {"text": "Stammtisch"}, NOW, NOW)
    frozen = {"frozen": {"left_out": []}}
    made = at_once(
        lambda _: stores.broadcasts.repeat(first, NOW + DAY, lambda number: Change(frozen, [letter(number)]), NOW)
    )
    (second,) = [found for found in made if found]
    assert (second.series, second.phase, second.draft) == (first.id, Phase.APPROVED, first.draft)
    assert len(stores.deliveries.of_broadcast(second.id)) == 1
    assert [found.id for found in stores.broadcasts.all()] == [second.id, first.id]
    assert stores.broadcasts.all(Phase.DRAFT) == [first]
