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
