-- A decision belongs to whoever made it: the client's seat can be given to somebody else by a newer invitation.

alter table consent add column invitation_id uuid references invitation;
comment on column consent.invitation_id is 'By which invitation the client who decided had come in; null for the therapist.';

-- Nothing of what was decided is changed; what is filled in is whose it was.
alter table consent disable trigger consent_append_only;
update consent set invitation_id = (
    select id from invitation
    where participant_id = consent.participant_id and redeemed_at <= consent.decided_at
    order by redeemed_at desc limit 1)
where role = 'CLIENT';
alter table consent enable trigger consent_append_only;
