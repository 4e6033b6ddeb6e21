"""The people: members, their roles and towns, invitations, consent."""
