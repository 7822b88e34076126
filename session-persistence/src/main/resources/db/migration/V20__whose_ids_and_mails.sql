alter table appointment add column made_by_scheduler boolean not null default true;
comment on column appointment.made_by_scheduler is 'Whether the scheduling system made the external id. One that a therapist made does not keep that system out.';

-- For the number of a therapist's mails in the last hour.
create index outbox_mails_by_creation on outbox (created_at) where kind <> 'DRAFT';
