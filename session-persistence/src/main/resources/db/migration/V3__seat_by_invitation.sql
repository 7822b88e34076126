-- Which invitation the client's seat was taken by last: whoever came by an older one has no right left in the session.

alter table participant add column invitation_id uuid references invitation;

update participant set invitation_id = (
    select id from invitation
    where participant_id = participant.id and redeemed_at is not null
    order by redeemed_at desc limit 1);
