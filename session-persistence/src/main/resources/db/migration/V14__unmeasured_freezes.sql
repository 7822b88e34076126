-- A browser may not tell how often the picture stood still.
alter table call_quality alter column freezes drop not null;
comment on column call_quality.freezes is 'How often the picture stood still in the minute; null where nobody measured it.';
