-- The call: who agreed to what, what was written in the room, and how good the line was.

alter table therapy_session
    add column client_sharing boolean not null default false,
    add column revision       bigint  not null default 0,
    add column last_chat      bigint  not null default 0;
comment on column therapy_session.revision is 'Counts what the people in the room were told of the session, so that no node takes older news for newer.';

create function is_append_only() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name;
end
$$;

create table consent (
    id             bigint      generated always as identity primary key,
    session_id     uuid        not null references therapy_session,
    participant_id uuid        not null references participant,
    role           text        not null check (role in ('THERAPIST', 'CLIENT')),
    purpose        text        not null check (purpose in ('VIDEO_CALL', 'TRANSCRIPTION', 'AI_ANALYSIS')),
    decision       text        not null check (decision in ('GIVEN', 'REFUSED', 'WITHDRAWN')),
    text_version   text        not null,
    language       text        not null,
    decided_at     timestamptz not null
);
create index consent_by_session on consent (session_id, id);
comment on table consent is 'Every decision, appended; the last one of a person on a purpose holds. Its id, given under the lock of the session, is its order.';
create trigger consent_append_only before update or delete or truncate on consent
    for each statement execute function is_append_only();

create table chat_message (
    session_id     uuid        not null references therapy_session,
    seq            bigint      not null check (seq > 0),
    message_id     uuid        not null,
    participant_id uuid        not null references participant,
    sent_at        timestamptz not null,
    sealed_text    bytea       not null,
    primary key (session_id, seq),
    unique (session_id, message_id)
);

create table note (
    session_id  uuid        primary key references therapy_session,
    version     bigint      not null check (version > 0),
    sealed_text bytea       not null,
    written_at  timestamptz not null
);
comment on table note is 'The therapist''s private notes of a session, the latest version only.';

create table call_quality (
    session_id     uuid             not null references therapy_session,
    participant_id uuid             not null references participant,
    minute         timestamptz      not null,
    role           text             not null check (role in ('THERAPIST', 'CLIENT')),
    samples        integer          not null check (samples > 0),
    round_trip_p50 double precision,
    round_trip_p95 double precision,
    loss_p50       double precision,
    loss_p95       double precision,
    jitter_p50     double precision,
    jitter_p95     double precision,
    received_p50   double precision,
    received_p95   double precision,
    sent_p50       double precision,
    sent_p95       double precision,
    frames_p50     double precision,
    frames_p5      double precision,
    freezes        integer          not null,
    relay          boolean          not null,
    primary key (session_id, participant_id, minute)
);
comment on table call_quality is 'How the call reached each of the two, a row a minute. No addresses.';
