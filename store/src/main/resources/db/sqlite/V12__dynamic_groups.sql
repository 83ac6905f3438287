-- Groups whose members are the users that a filter finds. The twin of postgresql/V12__dynamic_groups.sql.
-- followed is the sequence number of the change feed up to which the members are as they should be; -1 before
-- everyone has been looked at.

CREATE TABLE dynamic_groups (
  tenant_id INTEGER NOT NULL,
  group_id TEXT NOT NULL,
  rule TEXT NOT NULL,
  followed INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, group_id)
);

-- Types of object whose entries are to be looked at again, since what a job's settings say of them has changed.

CREATE TABLE replans (
  tenant_id INTEGER NOT NULL,
  job_id INTEGER NOT NULL,
  object_type TEXT NOT NULL,
  PRIMARY KEY (tenant_id, job_id, object_type)
);
