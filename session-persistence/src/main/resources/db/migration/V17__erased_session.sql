-- Since when the data of class SESSION of a session is erased; what the law requires to be kept longer stays (class RECORD).
alter table therapy_session add column erased_at timestamptz;
