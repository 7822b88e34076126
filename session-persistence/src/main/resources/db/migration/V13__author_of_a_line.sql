-- What somebody wrote or said belongs to them: the client's seat can be given to somebody else by a newer invitation.

alter table chat_message add column invitation_id uuid references invitation;
comment on column chat_message.invitation_id is 'By which invitation the client who wrote had come in; null for the therapist.';
update chat_message set invitation_id = (
    select id from invitation
    where participant_id = chat_message.participant_id and redeemed_at <= chat_message.sent_at
    order by redeemed_at desc limit 1);

alter table transcript_line add column invitation_id uuid references invitation;
comment on column transcript_line.invitation_id is 'By which invitation the client who spoke had come in; null for the therapist.';
update transcript_line set invitation_id = (
    select id from invitation
    where participant_id = transcript_line.participant_id and redeemed_at <= transcript_line.spoken_from
    order by redeemed_at desc limit 1);
