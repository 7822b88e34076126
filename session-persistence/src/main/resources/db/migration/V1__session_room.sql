-- The session room's first schema. Columns named sealed_* hold Tink AES-GCM ciphertext; nothing a person said,
-- wrote or is called stands in clear. Times are UTC instants. Ids are time-ordered UUIDs given by the application.

create table master_key_probe (
    id            smallint    primary key check (id = 1),
    master_key_id text        not null,
    sealed_probe  bytea       not null
);
comment on table master_key_probe is 'One row: tells at start whether the master key on this machine is the one the data was sealed with.';

create table data_key (
    id              uuid        primary key,
    owner_id        uuid        not null,
    retention_class text        not null check (retention_class in ('TRANSCRIPT', 'ANALYSIS', 'SESSION')),
    master_key_id   text        not null,
    wrapped_key     bytea       not null,
    created_at      timestamptz not null,
    unique (owner_id, retention_class)
);
comment on table data_key is 'A key per session (or appointment) and retention class, wrapped by the master key. Deleting it erases what it sealed.';

create table appointment (
    id                    uuid        primary key,
    external_id           text        unique check (length(external_id) between 1 and 200),
    therapist             text        not null,
    sealed_therapist_name bytea       not null,
    sealed_client_name    bytea       not null,
    sealed_client_email   bytea,
    starts_at             timestamptz not null,
    minutes               integer     not null check (minutes between 10 and 120),
    language              text        not null,
    created_at            timestamptz not null,
    cancelled_at          timestamptz
);
create index appointment_by_therapist on appointment (therapist, starts_at);

create table therapy_session (
    id              uuid        primary key,
    appointment_id  uuid        not null unique references appointment,
    therapist       text        not null,
    status          text        not null check (status in ('PENDING', 'ACTIVE', 'PAUSED', 'COMPLETED', 'CANCELLED')),
    client_access   text        not null check (client_access in ('LOOK', 'MOVE')),
    opened_at       timestamptz not null,
    first_active_at timestamptz,
    ended_at        timestamptz,
    last_present_at timestamptz,
    warned_minutes  integer,
    last_seq        bigint      not null,
    stored_bytes    bigint      not null
);
create index therapy_session_running on therapy_session (first_active_at) where status in ('ACTIVE', 'PAUSED');

create table session_transition (
    id            uuid        primary key,
    session_id    uuid        not null references therapy_session,
    from_status   text        not null,
    to_status     text        not null,
    occurred_at   timestamptz not null,
    actor         text        not null,
    sealed_reason bytea
);
create index session_transition_by_session on session_transition (session_id, id);

create table participant (
    id          uuid        primary key,
    session_id  uuid        not null references therapy_session,
    role        text        not null check (role in ('THERAPIST', 'CLIENT')),
    sealed_name bytea       not null,
    admitted_at timestamptz,
    unique (session_id, role)
);

create table invitation (
    id             uuid        primary key,
    session_id     uuid        not null references therapy_session,
    participant_id uuid        not null references participant,
    token_hash     bytea       not null unique,
    issued_at      timestamptz not null,
    expires_at     timestamptz not null,
    redeemed_at    timestamptz,
    revoked_at     timestamptz,
    mail_status    text        not null check (mail_status in ('NONE', 'QUEUED', 'SENT', 'FAILED'))
);
create index invitation_by_session on invitation (session_id, issued_at);

create table constellation_change (
    session_id     uuid        not null references therapy_session,
    seq            bigint      not null check (seq > 0),
    change_id      uuid        not null,
    participant_id uuid        not null references participant,
    occurred_at    timestamptz not null,
    sealed_payload bytea       not null,
    primary key (session_id, seq),
    unique (session_id, change_id)
);

create table constellation_snapshot (
    session_id     uuid   primary key references therapy_session,
    seq            bigint not null,
    sealed_payload bytea  not null
);
comment on table constellation_snapshot is 'The field folded up to seq, so that a cold node need not read the whole journal. May be deleted at any time.';

create table audit_event (
    id             uuid        primary key,
    occurred_at    timestamptz not null,
    actor          text        not null,
    actor_role     text        not null,
    action         text        not null,
    outcome        text        not null check (outcome in ('DONE', 'REFUSED', 'FAILED')),
    code           text,
    session_id     uuid,
    appointment_id uuid
);
create index audit_event_by_session on audit_event (session_id, occurred_at);

create function audit_event_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'audit_event is append-only';
end
$$;
create trigger audit_event_append_only before update or delete or truncate on audit_event
    for each statement execute function audit_event_is_append_only();
