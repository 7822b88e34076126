-- The transcript: what was said, as far as both agreed to have it written down. Sound is never stored.

alter table therapy_session
    add column transcript_shared    boolean not null default false,
    add column therapist_off_record boolean not null default false,
    add column client_off_record    boolean not null default false,
    add column last_line            bigint  not null default 0,
    add column heard_since          timestamptz;
comment on column therapy_session.heard_since is 'When somebody last changed their mind about the transcript: what was spoken before and comes later is not kept.';

create table transcript_line (
    id                uuid        primary key,
    session_id        uuid        not null references therapy_session,
    changed           bigint      not null check (changed > 0),
    participant_id    uuid        not null references participant,
    role              text        not null check (role in ('THERAPIST', 'CLIENT')),
    state             text        not null check (state in ('SPOKEN', 'CORRECTED', 'STRUCK', 'DROPPED', 'GAP')),
    spoken_from       timestamptz not null,
    spoken_to         timestamptz not null check (spoken_to >= spoken_from),
    language          text        not null,
    confidence        double precision,
    gap_reason        text,
    stream_id         uuid        not null,
    epoch             integer     not null,
    item              text        not null,
    sealed_text       bytea,
    sealed_correction bytea,
    unique (session_id, changed),
    unique (stream_id, epoch, item)
);
create index transcript_line_by_time on transcript_line (session_id, spoken_from);
comment on table transcript_line is 'A line of what was said, or a gap. A line that is struck or dropped keeps its place and loses its text.';
comment on column transcript_line.changed is 'Its place in the order in which the session''s transcript changed; every change of a line gives it a new one.';
