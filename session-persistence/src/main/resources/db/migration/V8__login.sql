-- Who came in, by the institution's provider or by a link, and until when every credential given out for it holds.

create table login (
    id               uuid        primary key,
    person           text        not null,
    roles            text        not null,
    session_id       uuid        references therapy_session,
    invitation_id    uuid        references invitation,
    provider_session text,
    provider_subject text,
    began_at         timestamptz not null,
    ends_at          timestamptz not null,
    ended_at         timestamptz
);
create index login_by_provider_session on login (provider_session) where ended_at is null;
create index login_by_provider_subject on login (provider_subject) where ended_at is null;
create index login_by_end on login (ends_at);
comment on table login is 'Rows are deleted once ends_at has passed: a login that has no row has ended.';
comment on column login.person is 'The user name at the provider, or a client''s participant id; never a name.';
comment on column login.provider_session is 'The provider''s sid, by which it says that its session is over (OpenID Connect Back-Channel Logout 1.0).';
