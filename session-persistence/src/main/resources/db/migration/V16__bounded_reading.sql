-- Logins that have ended are looked for as well; the former indexes do not contain them.

drop index login_by_provider_session;
drop index login_by_provider_subject;
create index login_by_provider_session on login (provider_session, began_at);
create index login_by_provider_subject on login (provider_subject);
