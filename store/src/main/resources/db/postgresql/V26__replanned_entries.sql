-- Entries that jobs have to look at again though the source did not change them. The twin of sqlite/V26__replanned_entries.sql.
-- members: 1 if those of a group are to be looked at as well, as when it was assigned.

CREATE TABLE replanned_entries (
  position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  job_id BIGINT NOT NULL,
  object_type TEXT NOT NULL,
  source_id TEXT COLLATE "C" NOT NULL,
  members INTEGER NOT NULL
);

CREATE INDEX replanned_entries_of_job ON replanned_entries (tenant_id, job_id, position);
