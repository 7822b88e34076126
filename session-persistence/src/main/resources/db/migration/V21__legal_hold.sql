-- While a session is held, nothing of it is erased (LGPD, art. 16, I). A hold ends by a row of its own, so that neither is ever changed.
create table legal_hold (
    id uuid primary key,
    session_id uuid not null references therapy_session (id),
    sealed_reason bytea not null,
    placed_by varchar(255) not null,
    placed_at timestamptz not null
);
create index legal_hold_by_session on legal_hold (session_id, placed_at);
create trigger legal_hold_append_only before update or delete or truncate on legal_hold
    for each statement execute function is_append_only();

create table legal_hold_release (
    hold_id uuid primary key references legal_hold (id),
    released_by varchar(255) not null,
    released_at timestamptz not null
);
create trigger legal_hold_release_append_only before update or delete or truncate on legal_hold_release
    for each statement execute function is_append_only();
