-- The members that groups had when a cycle deleted them, so that this can be taken back. The twin of postgresql/V27__removed_members.sql.

CREATE TABLE removed_members (
  tenant_id INTEGER NOT NULL,
  job_id INTEGER NOT NULL,
  cycle INTEGER NOT NULL,
  group_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  PRIMARY KEY (tenant_id, job_id, cycle, group_id, member_id)
);

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('removed_members', 'sqlite_autoindex_removed_members_1', '100000 10000 1000 1000 100 1');

ANALYZE sqlite_schema;
