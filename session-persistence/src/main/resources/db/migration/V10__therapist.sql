-- User names with which a therapist has logged in at some time: only they have an agenda. The hospital's scheduling is told when
-- an appointment is for none of them.
create table therapist (
    user_name     text        primary key,
    first_seen_at timestamptz not null
);

insert into therapist (user_name, first_seen_at)
select user_name, min(seen_at)
from (select person as user_name, began_at as seen_at from login where 'THERAPIST' = any (string_to_array(roles, ','))
      union all
      select therapist, opened_at from therapy_session) seen
group by user_name;
