-- When somebody was last connected to a session, in rows of their own: the session's row is locked by whatever changes the
-- session, and noting who is there must neither wait for that nor hold it up. No foreign key, whose check would lock that
-- row, too. therapy_session.last_present_at stays: since when the session has been ACTIVE.
create table session_presence (
    session_id uuid        primary key,
    present_at timestamptz not null
);
comment on table session_presence is 'When somebody was last connected to a session. Written every ten seconds, without locking the session.';

insert into session_presence (session_id, present_at)
select id, last_present_at from therapy_session where last_present_at is not null and status in ('PENDING', 'ACTIVE', 'PAUSED');

create table write_probe (
    node       text        primary key,
    written_at timestamptz not null
);
comment on table write_probe is 'A row a node: written now and then, to see whether the database keeps what is written.';
