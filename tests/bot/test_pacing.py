"""Never more than 25 messages of the queue in a rolling second nor two a second to one chat; answers never wait."""

from itertools import pairwise

from bot.broadcasts.pacing import Pace


class Seconds:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def send_all(pace: Pace, clock: Seconds, seconds: float, answers: tuple[float, ...] = ()) -> list[float]:
    """When messages leave, if one to another chat is always at hand; answers leave when they come."""
    sent, waiting, end, number = [], list(answers), clock.now + seconds, 0
    while clock.now < end:
        while waiting and waiting[0] <= clock.now:
            waiting.pop(0)
            pace.note(f"telegram:{10_000 + number}")
            sent.append(clock.now)
        if pace.wait() == 0:
            number += 1
            pace.queued(f"telegram:{number}")
            sent.append(clock.now)
        clock.now += 0.001
    return sent


def most_in_a_second(sent: list[float]) -> int:
    return max(sum(start <= at <= start + 1 for at in sent) for start in sent)


def test_in_no_rolling_second_more_than_the_rate_and_nearly_all_of_it_over_time() -> None:
    clock = Seconds()
    sent = send_all(Pace(25, clock), clock, 10)
    assert most_in_a_second(sent) == 25
    assert len(sent) >= 24 * 10


def test_answers_are_not_held_and_the_queue_makes_room_for_them() -> None:
    clock = Seconds()
    answers = tuple(100.5 + n / 10 for n in range(50))
    sent = send_all(Pace(25, clock), clock, 8, answers)
    assert most_in_a_second(sent) <= 25 + 10
    alone = Seconds()
    assert len(sent) <= len(send_all(Pace(25, alone), alone, 8)) + 10


def test_the_messages_of_a_second_are_spread_over_it() -> None:
    clock = Seconds()
    sent = send_all(Pace(25, clock), clock, 1)
    assert min(later - before for before, later in pairwise(sent)) > 0.018
    assert sent[-1] - sent[0] > 0.4


def test_a_chat_rests_a_second_after_a_message_and_a_group_three() -> None:
    clock = Seconds()
    pace = Pace(25, clock)
    pace.note("telegram:1")
    pace.note("telegram:-1")
    assert pace.resting() == {"telegram:1", "telegram:-1"}
    clock.now += 1.1
    assert pace.resting() == {"telegram:-1"}
    clock.now += 2
    assert pace.resting() == set()


def test_silence_that_the_channel_asks_for_holds_the_whole_queue_and_is_never_shortened() -> None:
    clock = Seconds()
    pace = Pace(25, clock)
    pace.pause(30)
    pace.pause(1)
    assert pace.silent
    assert 30 <= pace.wait() < 31
    clock.now += 31
    assert pace.wait() == 0
