-- A browser whose answer was lost, by the line or by a server that died, may redeem its link again.
alter table invitation add column redemption_key_hash bytea;
comment on column invitation.redemption_key_hash is
    'SHA-256 of a secret of the browser that redeemed the link; null where that was before this column, or the browser sent none.';
create index login_by_invitation on login (invitation_id) where ended_at is null;
