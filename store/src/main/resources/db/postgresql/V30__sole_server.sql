-- The server that keeps rows in memory because no other is connected; at most one row. It has no
-- twin: SQLite has one server anyway.
CREATE TABLE sole_server (
  one SMALLINT PRIMARY KEY CHECK (one = 1),
  holder BIGINT NOT NULL
);

-- Nobody searches in documents, and they are long.
ALTER TABLE resources ALTER COLUMN document SET STATISTICS 0;
