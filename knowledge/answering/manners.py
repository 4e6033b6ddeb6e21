"""Before the search: greetings, and requests that are declined whatever the documents say."""

import re

from knowledge.answering import texts
from knowledge.model import Answer, AnswerStatus, Question

_GREETING = re.compile(
    r"^\W*(?:hallo|guten (?:tag|morgen|abend)|moin(?: moin)?|hi|hey|servus|grüß gott|glück auf|tach)\b[\s,.!?]*"
    r"(?:wer bist du|wer sind sie|wie geht(?:'?s| es)?(?: dir| ihnen)?|zusammen|lotse|zukunftslotse)?[\s,.!?]*$"
    r"|^\W*(?:wer|was) (?:bist du|sind sie)(?: eigentlich| denn)?\W*$|^\W*wie hei(?:ß|ss)t du\W*$",
    re.IGNORECASE,
)
_THANKS = re.compile(
    # What asks something behind its thanks is a question.
    r"^(?!.*\?)(?!.*\b(?:was|wie ?viel|wie hoch|wie lange|wo|wer|wann|welche\w*|gibt|bis wann)\b)\W*(?:"
    r"(?:(?:vielen|herzlichen|besten|schönen) )?dank(?:e| dir| ihnen)?(?: (?:schön|sehr|dir|ihnen|für .{0,40}))?"
    r"|(?:danke|super|prima|toll|alles klar|passt|tschüss|auf wiedersehen|ok(?:ay)?)[\s,.!]*(?:danke)?\W*$)",
    re.IGNORECASE,
)
_ABILITIES = re.compile(
    r"^\W*(?:(?:hallo|guten (?:tag|morgen|abend)|moin|hi|hey|tach)\W+)?"
    r"(?:was kannst du|was können sie|wobei (?:kannst du|können sie)|womit (?:kannst du|können sie)|hilfe\b)"
    r".{0,30}$",
    re.IGNORECASE,
)
_OTHERS = r"(?:ander\w+|all\w*|sämtlich\w*|fremd\w*|übrig\w*)"
_PRIVATE = (
    r"(?:telefonnummer\w*|handynummer\w*|privat\w* |adress(?:e|en|liste\w*)|e-?mail-?adress\w*|kontaktdaten"
    r"|chat\w*|nachrichten|gesprächsverl\w*|frageverl\w*|passw\w+|nutzerdaten|nutzerliste\w*|mitgliederliste\w*"
    r"|geburtsda\w+)"
)
_PERSONAL = re.compile(
    rf"\b{_PRIVATE}.{{0,40}}\b{_OTHERS}|\b{_OTHERS}\b.{{0,40}}\b{_PRIVATE}|\bprivat(?:e|en|nummer|adresse)\b"
    r"|\bwer hat (?:dich|sie|hier) .{0,20}gefragt|\bwas (?:haben|hat) (?:die |der )?ander\w+ .{0,30}gefragt",
    re.IGNORECASE,
)
_INJECTION = re.compile(
    r"\b(?:ignorier\w*|vergiss|vergessen sie|missachte\w*|umgeh\w*|ignore|disregard|forget)\b.{0,40}"
    r"\b(?:regel\w*|anweisung\w*|vorgabe\w*|instru\w+|vorherig\w*|previous|rules?|prompt)"
    r"|\bsystem-?\s?prompt\b|\bdeine (?:internen )?(?:anweisungen|regeln|vorgaben|zugangsdaten)\b"
    r"|\b(?:du bist|sie sind|spiele?) (?:jetzt|ab jetzt|nun) \b|\b(?:api[- ]?key|zugangstoken|bot-?token"
    r"|admin-?passwort)\b"
    r"|\bals (?:administrator|admin|entwickler|support)\b.{0,60}\b(?:gib|zeig|lösch|freigeb)",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"\b(?:wie (?:ist|wird) (?:das|s) wetter|wetter(?:bericht| heute| morgen)|regnet es|lottozahlen|horoskop"
    r"|wie spät ist|(?:erzähl\w*|kennst du) .{0,20}\bwitz|bundesliga|champions league|kochrezept|rezept für)\b",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"\b(?:können|sollen|sollten|dürfen) wir .{0,40}\bklagen\b|\bist das (?:rechtens|legal|rechtswidrig|strafbar)\b"
    r"|\bmach\w* (?:ich|wir) (?:mich|uns) strafbar|\brechtsberatung\b|\brechtssicher\w* auskunft",
    re.IGNORECASE,
)
_PURCHASE = re.compile(
    r"\b(?:welche[nrs]?|was für ein\w*) .{0,40}\b(?:sollen|soll|sollten|sollte|würdest|würden) (?:wir|ich|du"
    r"|sie) .{0,30}"
    r"(?:kaufen|nehmen|beauftragen|empfehlen)|\bwelche[nrs]? .{0,30}\b(?:ist|sind) (?:der|die"
    r"|das) best\w+\b.{0,20}anbieter",
    re.IGNORECASE,
)


def reply_without_search(question: Question) -> Answer | None:
    """An answer that needs no document, or None where the search has to decide."""
    text = question.text.strip()
    if not re.search(r"\w", text):
        return Answer(AnswerStatus.CLARIFY, lead=texts.EMPTY_QUESTION)
    for pattern, status, sentence in (
        (_INJECTION, AnswerStatus.DECLINED, texts.INSTRUCTIONS),
        (_PERSONAL, AnswerStatus.DECLINED, texts.PERSONAL_DATA),
        (_FOREIGN, AnswerStatus.DECLINED, texts.OUT_OF_SCOPE),
        (_LEGAL, AnswerStatus.DECLINED, texts.LEGAL_ADVICE),
        (_PURCHASE, AnswerStatus.DECLINED, texts.PURCHASE_ADVICE),
        (_GREETING, AnswerStatus.SMALLTALK, texts.GREETING),
        (_THANKS, AnswerStatus.SMALLTALK, texts.THANKS),
        (_ABILITIES, AnswerStatus.SMALLTALK, texts.ABILITIES),
    ):
        if pattern.search(text):
            return Answer(status, lead=sentence)
    return None
