-- Logins that have ended are looked for as well, by each login and each logout of the provider; the indexes of V8 contain only the others.
create index login_newest_of_provider_session on login (provider_session, began_at);
drop index login_by_provider_session;
create index login_over_of_subject on login (provider_subject, ended_at) where provider_session is null;

-- Each kind of work is looked for by itself, so that many entries of one kind do not hide those of another.
create index outbox_due_of_kind on outbox (kind, next_try_at) where state = 'WAITING';
drop index outbox_due;
