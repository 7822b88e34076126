-- What the assistant makes of a session, for its therapist alone.

create table mention_review (
    session_id   uuid        not null references therapy_session,
    utterance_id uuid        not null,
    category     text        not null check (category in ('SUICIDE', 'SELF_HARM', 'VIOLENCE', 'ABUSE')),
    reviewed_at  timestamptz not null,
    primary key (session_id, utterance_id, category)
);
comment on table mention_review is 'Which mentions the therapist has seen. A mention itself is found anew in the words each time, and kept nowhere.';

create table insight_round (
    id                uuid        primary key,
    session_id        uuid        not null references therapy_session,
    kind              text        not null check (kind in ('LIVE', 'DRAFT')),
    form              text        not null check (form in ('SOAP', 'DAP', 'BIRP', 'CONSTELLATION')),
    language          text        not null,
    state             text        not null check (state in ('ASKED', 'DONE', 'FAILED')),
    asked_at          timestamptz not null,
    finished_at       timestamptz,
    lines             bigint      not null,
    analyst           text,
    failure           text,
    prompt_tokens     integer     not null default 0,
    completion_tokens integer     not null default 0,
    sealed_content    bytea
);
create index insight_round_by_session on insight_round (session_id, asked_at);
comment on table insight_round is 'One asking of the assistant: who was asked, how it ended, and, sealed with the key for analyses, what was said.';
