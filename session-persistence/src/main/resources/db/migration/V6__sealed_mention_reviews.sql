-- What a mention is about is told as little as the words in which it stands.

drop table mention_review;
create table mention_review (
    id             uuid        primary key,
    session_id     uuid        not null references therapy_session,
    reviewed_at    timestamptz not null,
    sealed_mention bytea       not null
);
create index mention_review_by_session on mention_review (session_id);
comment on table mention_review is 'Which mentions the therapist has seen, sealed with the key for transcripts. A mention itself is found anew in the words each time, and kept nowhere.';
