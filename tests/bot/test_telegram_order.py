"""Questions of one chat wait for each other, and for nobody else's."""

import asyncio

from telegram import Chat, Message, Update

from bot.telegram.order import PerChat


def update_of(chat_id: int, number: int) -> Update:
    return Update(number, message=Message(number, None, Chat(chat_id, Chat.PRIVATE)))


async def test_within_a_chat_one_comes_after_the_other_even_if_the_first_is_slow() -> None:
    done: list[int] = []

    async def work(number: int, seconds: float) -> None:
        await asyncio.sleep(seconds)
        done.append(number)

    order = PerChat(16)
    pauses = [0.05, 0.02, 0.0]
    await asyncio.gather(*(order.process_update(update_of(1, n), work(n, pause)) for n, pause in enumerate(pauses)))
    assert done == [0, 1, 2]


async def test_a_chat_that_asks_many_things_at_once_holds_up_nobody_else() -> None:
    release, heard = asyncio.Event(), asyncio.Event()

    async def answer_other() -> None:
        heard.set()

    order = PerChat(2)
    flood = [asyncio.create_task(order.process_update(update_of(1, n), release.wait())) for n in range(50)]
    await asyncio.sleep(0)
    await asyncio.wait_for(order.process_update(update_of(2, 99), answer_other()), 1)
    assert heard.is_set()
    release.set()
    await asyncio.gather(*flood)


async def test_no_more_than_the_given_number_are_worked_on_at_once() -> None:
    running, most = 0, 0

    async def work() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.01)
        running -= 1

    order = PerChat(3)
    await asyncio.gather(*(order.process_update(update_of(n, n), work()) for n in range(10)))
    assert most == 3
