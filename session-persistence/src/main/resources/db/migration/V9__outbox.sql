-- What is still to leave: mails to the client and questions to the assistant. A node that is killed loses none of it.

create table outbox (
    id            uuid        primary key,
    kind          text        not null check (kind in ('INVITATION', 'RESCHEDULED', 'CANCELLED', 'DRAFT')),
    session_id    uuid        not null references therapy_session on delete cascade,
    invitation_id uuid        references invitation on delete cascade,
    round_id      uuid        unique references insight_round on delete cascade,
    state         text        not null check (state in ('WAITING', 'DONE', 'FAILED', 'DROPPED')),
    created_at    timestamptz not null,
    attempts      integer     not null check (attempts >= 0),
    next_try_at   timestamptz not null,
    tried_since   timestamptz,
    finished_at   timestamptz,
    failure       text,
    sealed_secret bytea
);
create index outbox_due on outbox (next_try_at) where state = 'WAITING';
create index outbox_by_session on outbox (session_id, id);
create index outbox_by_invitation on outbox (invitation_id);
comment on table outbox is 'What leaves later, one row each; any node takes a row that is due. No address and no text: they are read when it leaves.';
comment on column outbox.next_try_at is 'While it is being tried (tried_since): when the try counts as lost with its node.';
comment on column outbox.sealed_secret is 'The secret of an invitation''s link, sealed with the key of the session, until the mail has left.';

-- What became of a mail stands in the outbox alone from now on. What was still on its way when the application stopped
-- never left.
insert into outbox (id, kind, session_id, invitation_id, state, created_at, attempts, next_try_at, finished_at, failure)
select id, 'INVITATION', session_id, id, case mail_status when 'SENT' then 'DONE' else 'FAILED' end,
    issued_at, 1, issued_at, issued_at, case mail_status when 'SENT' then null else 'LOST' end
from invitation where mail_status <> 'NONE';
alter table invitation drop column mail_status;

-- A draft whose answer never came counted as failed after a while; now the outbox says when one has failed.
update insight_round set state = 'FAILED', finished_at = now() where kind = 'DRAFT' and state = 'ASKED';
