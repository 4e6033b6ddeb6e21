"""What members and strangers can do about membership: join, agree, look after their profile."""

from bot.conversation.features import Feature
from bot.people import consent, inviting, joining, profile
from bot.people.consent import with_consent
from bot.people.model import Role

PEOPLE = (
    Feature(
        role=None,
        commands={"datenschutz": consent.privacy},
        taps={joining.PREFIX: joining.on_button},
        replies={joining.WHO: joining.introduce_oneself},
    ),
    Feature(
        commands={"profil": with_consent("profil", profile.show)},
        taps={consent.PREFIX: consent.on_button, profile.PREFIX: profile.on_button},
        replies={f"{profile.STEP}.{field}": profile.typed for field in profile.FIELDS},
        location=profile.located,
    ),
    Feature(role=Role.ADMIN, commands={"einladen": inviting.ask}, taps={inviting.PREFIX: inviting.on_button}),
)
