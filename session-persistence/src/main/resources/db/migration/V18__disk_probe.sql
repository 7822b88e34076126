-- Emptied and filled again by each probe of a node: a table that only keeps its size does not notice that the disk is full.
-- Unlogged, because nothing of it must last, and the log need not grow by it; external, so that it is not compressed.
create unlogged table disk_probe (
    filling bytea not null
);
alter table disk_probe alter column filling set storage external;
