-- One row for each erasure: what was erased, how much, when and by which rule. No content, and no name.
create table erasure_receipt (
    id uuid primary key,
    session_id uuid,
    appointment_id uuid not null,
    retention varchar(20) not null,
    period varchar(20) not null,
    counted_from timestamptz not null,
    erased_at timestamptz not null,
    erased_keys integer not null check (erased_keys >= 0),
    erased_rows integer not null check (erased_rows >= 0)
);
comment on column erasure_receipt.session_id is 'Null for an appointment whose room was never opened.';
comment on column erasure_receipt.period is 'How long this class was kept, counted from counted_from (ISO 8601).';
create index erasure_receipt_by_session on erasure_receipt (session_id, erased_at);
create trigger erasure_receipt_append_only before update or delete or truncate on erasure_receipt
    for each statement execute function is_append_only();
