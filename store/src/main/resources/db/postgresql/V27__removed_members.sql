-- The members that groups had when a cycle deleted them, so that this can be taken back. The twin of sqlite/V27__removed_members.sql.

CREATE TABLE removed_members (
  tenant_id BIGINT NOT NULL,
  job_id BIGINT NOT NULL,
  cycle BIGINT NOT NULL,
  group_id TEXT COLLATE "C" NOT NULL,
  member_id TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, job_id, cycle, group_id, member_id)
);
