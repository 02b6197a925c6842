"""Sending the mails that wait."""

import smtplib
from datetime import timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from networks.events.relay import NotReachable
from networks.notices.composing import compose
from networks.notices.enums import MailState
from networks.notices.models import Mail, Notice
from networks.notices.registry import Letter

# A process that died while sending leaves a mail behind; it is tried again after this.
LEASE = timedelta(minutes=10)
TRIES = 6
REFUSED = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, smtplib.SMTPSenderRefused)


def send_waiting(mails: QuerySet[Mail] | None = None) -> int:
    """Send what is due. NotReachable when the mail server is away: everything stays in the queue. Returns how many left."""
    rows = Mail.objects.all() if mails is None else mails
    return sum(_send(pk) for pk in list(_due(rows).values_list("pk", flat=True)[:500]))


def _due(rows: QuerySet[Mail]) -> QuerySet[Mail]:
    waiting = Q(state__in=(MailState.WAITING, MailState.SENDING), due_at__lte=timezone.now())
    return rows.filter(waiting)


def _send(pk: int) -> bool:
    mail = _claim(pk)
    if mail is None:
        return False
    letter = compose(mail)
    if letter is None:
        _end(mail, MailState.DROPPED)
        return False
    try:
        _message(mail, letter).send()
    except REFUSED as reason:
        _try_later(mail, reason)
        return False
    except OSError as reason:
        _wait(mail, reason)
        raise NotReachable("The mail server is away.") from reason
    _sent(mail, letter)
    return True


def _claim(pk: int) -> Mail | None:
    """This process sends it, no other one: the row moves to SENDING only once."""
    claimed = _due(Mail.objects.filter(pk=pk)).update(state=MailState.SENDING, due_at=timezone.now() + LEASE)
    return Mail.objects.select_related("expert", "event", "event__actor").get(pk=pk) if claimed else None


def _message(mail: Mail, letter: Letter) -> EmailMessage:
    # The same Message-ID on a second try lets mail programs recognise the copy.
    headers = {
        "Message-ID": f"<limes-{mail.dedupe_key.replace(':', '-')}@limes>",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(" ".join(letter.title.split()), letter.text, to=[mail.expert.email], headers=headers)


@transaction.atomic
def _sent(mail: Mail, letter: Letter) -> None:
    """The mail has left, and what a digest told of is not told again."""
    _end(mail, MailState.SENT)
    Notice.objects.filter(pk__in=letter.notices).update(digest_at=timezone.now())


def _end(mail: Mail, state: str) -> None:
    now = timezone.now()
    sent_at = now if state == MailState.SENT else None
    Mail.objects.filter(pk=mail.pk).update(state=state, sent_at=sent_at, due_at=now, reason="")


def _wait(mail: Mail, reason: Exception) -> None:
    Mail.objects.filter(pk=mail.pk).update(
        state=MailState.WAITING, due_at=timezone.now(), reason=repr(reason)[:300]
    )


def _try_later(mail: Mail, reason: Exception) -> None:
    tries = mail.tries + 1
    Mail.objects.filter(pk=mail.pk).update(
        state=MailState.FAILED if tries >= TRIES else MailState.WAITING,
        tries=tries,
        due_at=timezone.now() + timedelta(minutes=2**tries),
        reason=repr(reason)[:300],
    )
