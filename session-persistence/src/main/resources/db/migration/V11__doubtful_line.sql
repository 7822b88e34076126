-- What a recogniser writes for silence and noise, and what somebody might still have said, is marked for the therapist.

alter table transcript_line
    add column doubtful boolean not null default false;
comment on column transcript_line.doubtful is 'Whether what was heard may be no speech at all. Not any more once the therapist has put it right.';
