"""The ordered steps from a question to an answer; nothing else decides their order."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from knowledge.answering import texts
from knowledge.answering.agenda import agenda, write_agenda
from knowledge.answering.attach import attach, sourced
from knowledge.answering.check import check
from knowledge.answering.compose import Sent, behind, compose, fallback
from knowledge.answering.directory import listed
from knowledge.answering.elaborate import Written, elaborate
from knowledge.answering.judge import Enough, Judgement, judge
from knowledge.answering.manners import reply_without_search
from knowledge.answering.nothing import nothing, office
from knowledge.answering.parts import parts_of
from knowledge.answering.premise import correction, takes_for_granted
from knowledge.answering.rank import Ranking, rank
from knowledge.answering.rerank import rerank
from knowledge.answering.retrieve import Dense, Retrieved, retrieve
from knowledge.answering.several import one_by_one, questions_in
from knowledge.answering.timing import lacks_future
from knowledge.answering.unclear import question_back
from knowledge.answering.understand import Understood, understand
from knowledge.answering.vouch import Lexicon
from knowledge.answering.write import Draft, Part, write, write_directory
from knowledge.errors import ModelError
from knowledge.german.concepts import ConceptBase
from knowledge.index.base import Base
from knowledge.matching.atlas import Atlas
from knowledge.model import Answer, AnswerStatus, Question
from knowledge.ports import ChatModel, Reranker

Early = Callable[[Answer], None]
"""Is shown the quotations, which are certain, while a chat model still words the answer."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What the steps need beside the base: the concept base, the places, and the models that are configured."""

    concepts: ConceptBase
    atlas: Atlas
    dense: Dense | None = None
    dense_weight: float = 0.0
    model: ChatModel | None = None
    sent: Sent | None = None
    early: Early | None = None
    reranker: Reranker | None = None
    rerank_weight: float = 0.0


@dataclass(slots=True)
class Inquiry:
    """One question on its way through the steps."""

    question: Question
    base: Base
    tools: Tools
    understood: Understood | None = None
    retrieved: Retrieved | None = None
    ranking: Ranking | None = None
    judgement: Judgement | None = None


PROBABILITY = "probability"
"""Among an answer's signals: how likely the judge holds it that the best clauses answer, 0 to 1."""
MOST_NEAR = 3
"""So many clauses are shown as coming near where nothing was found."""
Step = Callable[[Inquiry], Answer | None]
"""A step changes the inquiry, or ends it with an answer."""


def answer(question: Question, base: Base, tools: Tools) -> Answer:
    """Answer one message from one snapshot; every way ends in a status and a sentence.

    Several questions in it are answered one by one, always with quotations: a chat model would be waited for each time.
    """
    asked = questions_in(question.text)
    found = None
    if len(asked) > 1 and reply_without_search(question) is None:
        quoting = replace(tools, model=None, early=None)
        found = one_by_one(question, asked, lambda one: _answer(one, base, quoting))
    return found or _answer(question, base, tools)


def _answer(question: Question, base: Base, tools: Tools) -> Answer:
    inquiry = Inquiry(question, base, tools)
    for step in STEPS:
        found = step(inquiry)
        if found is not None:
            return replace(
                found,
                passages=inquiry.ranking.passages if inquiry.ranking else (),
                signals=_signals(inquiry.judgement),
            )
    raise AssertionError("the last step always answers")


def _signals(judgement: Judgement | None) -> dict[str, float]:
    """What the judge went by, with the probability that it made of it."""
    return judgement.signals | {PROBABILITY: judgement.probability} if judgement else {}


def _manners(inquiry: Inquiry) -> Answer | None:
    return reply_without_search(inquiry.question)


def _understand(inquiry: Inquiry) -> Answer | None:
    inquiry.understood = understand(inquiry.question, inquiry.tools.concepts)
    return None if inquiry.understood.query.words else Answer(AnswerStatus.CLARIFY, lead=texts.EMPTY_QUESTION)


def _agenda(inquiry: Inquiry) -> Answer | None:
    assert inquiry.understood is not None
    found = agenda(inquiry.understood, inquiry.base)
    if found is None:
        return None
    if not found[1]:
        return _nothing(inquiry, texts.NO_DATES.format(when=found[0].wording))
    return _attached(inquiry, check(write_agenda(*found)), AnswerStatus.ANSWERED)


def _directory(inquiry: Inquiry) -> Answer | None:
    assert inquiry.understood is not None
    found = listed(inquiry.understood, inquiry.base)
    return None if found is None else sourced(check(write_directory(found)), AnswerStatus.ANSWERED)


def _unclear(inquiry: Inquiry) -> Answer | None:
    assert inquiry.understood is not None
    return question_back(inquiry.understood, inquiry.base)


def _retrieve(inquiry: Inquiry) -> Answer | None:
    assert inquiry.understood is not None
    if not inquiry.base.chunks:
        return Answer(AnswerStatus.NO_EVIDENCE, lead=texts.EMPTY_BASE)
    inquiry.retrieved = retrieve(inquiry.understood, inquiry.base, inquiry.tools.dense)
    return None if inquiry.retrieved.rows.size else _nothing(inquiry)


def _rank(inquiry: Inquiry) -> Answer | None:
    assert inquiry.understood is not None
    assert inquiry.retrieved is not None
    inquiry.ranking = rank(inquiry.understood, inquiry.base, inquiry.retrieved, inquiry.tools.dense_weight)
    return None


def _rerank(inquiry: Inquiry) -> Answer | None:
    assert inquiry.understood is not None
    assert inquiry.ranking is not None
    tools = inquiry.tools
    if tools.reranker is not None:
        weight = tools.rerank_weight
        inquiry.ranking = rerank(tools.reranker, weight, inquiry.understood, inquiry.ranking, tools.sent)
    return None


def _enough(inquiry: Inquiry) -> Answer | None:
    assert inquiry.understood is not None
    assert inquiry.ranking is not None
    inquiry.judgement = judge(inquiry.understood, inquiry.base, inquiry.ranking)
    if inquiry.judgement.enough is not Enough.NO:
        return None
    # A clause that says another thing than the question takes for granted answers, however little else it shares.
    if correction(inquiry.understood, inquiry.ranking, inquiry.tools.atlas.gazetteer):
        return None
    granted = takes_for_granted(inquiry.question.text)
    return _nothing(inquiry, texts.NOTHING_CONFIRMED if granted else texts.NOTHING_FOUND)


def _parts(inquiry: Inquiry) -> list[Part]:
    assert inquiry.understood is not None
    ranked: list[Part] = []
    for part in parts_of(inquiry.understood, inquiry.tools.concepts):
        retrieved = retrieve(part, inquiry.base, inquiry.tools.dense)
        if not retrieved.rows.size:
            return []
        ranked.append((part, rank(part, inquiry.base, retrieved, inquiry.tools.dense_weight)))
    return ranked


def _write_check_attach(inquiry: Inquiry) -> Answer | None:
    assert inquiry.understood is not None
    assert inquiry.ranking is not None
    assert inquiry.judgement is not None
    probability = inquiry.judgement.probability
    quoted = write(inquiry.understood, inquiry.base, inquiry.ranking, probability, _parts(inquiry))
    sure = inquiry.judgement.enough is Enough.YES
    places = inquiry.tools.atlas.gazetteer
    written = Written(inquiry.understood, inquiry.base, places, inquiry.ranking, quoted.said, sure)
    draft = check(elaborate(quoted, written))
    sure = sure or draft.settled
    if not draft.said:
        return _nothing(inquiry)
    if lacks_future(inquiry.understood, [said.evidence for said in draft.said]):
        return _nothing(inquiry, texts.NO_NEXT)
    if inquiry.tools.model is not None:
        draft, sure = _worded(inquiry, inquiry.tools.model, draft, sure=sure)
    return _as_sure_as_judged(inquiry, draft, sure=sure)


def _as_sure_as_judged(inquiry: Inquiry, draft: Draft, *, sure: bool) -> Answer:
    """The draft as an answer, as what comes nearest, or as what comes near although nothing was found."""
    assert inquiry.judgement is not None
    if sure:
        return _attached(inquiry, draft, AnswerStatus.ANSWERED)
    missing = inquiry.judgement.enough is Enough.MISSING
    first = texts.NOTHING_BUT_NEAR if missing else texts.NEAREST
    near = replace(draft, lead="\n".join(part for part in (first, draft.lead) if part))
    if not missing:
        return _attached(inquiry, near, AnswerStatus.PARTIAL)
    near = replace(near, said=near.said[:MOST_NEAR], closing=office(inquiry.question))
    return _attached(inquiry, near, AnswerStatus.NO_EVIDENCE)


def _worded(inquiry: Inquiry, model: ChatModel, quoted: Draft, *, sure: bool) -> tuple[Draft, bool]:
    """The model's draft and whether it is sure; the quoting writer's where nothing of the model's holds."""
    understood, base, ranking = inquiry.understood, inquiry.base, inquiry.ranking
    assert understood is not None
    assert ranking is not None
    tools = inquiry.tools
    if tools.early is not None:
        tools.early(_attached(inquiry, quoted, AnswerStatus.ANSWERED if sure else AnswerStatus.PARTIAL))
    try:
        said, complete = compose(model, understood, ranking, Lexicon(tools.concepts, tools.atlas.gazetteer), tools.sent)
    except ModelError:
        return fallback(quoted), sure
    held = check(replace(quoted, said=said)).said
    if not held:
        return quoted, sure
    sure = sure or complete
    return behind(quoted, held, understood, base, sure=sure), sure


def _attached(inquiry: Inquiry, draft: Draft, status: AnswerStatus) -> Answer:
    assert inquiry.understood is not None
    return attach(draft, status, inquiry.understood, inquiry.base, inquiry.tools.atlas)


STEPS: tuple[Step, ...] = (
    _manners,
    _understand,
    _agenda,
    _directory,
    _unclear,
    _retrieve,
    _rank,
    _rerank,
    _enough,
    _write_check_attach,
)


def _nothing(inquiry: Inquiry, lead: str = texts.NOTHING_FOUND) -> Answer:
    return nothing(lead, inquiry.question, inquiry.ranking.passages if inquiry.ranking else ())
