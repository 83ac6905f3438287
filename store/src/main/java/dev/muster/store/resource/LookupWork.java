package dev.muster.store.resource;

import java.sql.ResultSet;
import java.sql.SQLException;

/// Work on the lookups of one attribute that a change of definitions has left to be done.
///
/// @param attribute as lookups name it
/// @param unique whether no two resources may have the same value
/// @param afterId where a build goes on
/// @param done how many resources it has been through, of about `total`
/// @param sinceSequence the newest event of the feed that has been taken into account
public record LookupWork(
    String resourceType,
    String attribute,
    Task task,
    boolean unique,
    String afterId,
    long done,
    long total,
    long sinceSequence) {
  static final String COLUMNS =
      "resource_type, attribute, task, is_unique, after_id, done, total, since_sequence";

  static LookupWork of(ResultSet row) throws SQLException {
    return new LookupWork(
        row.getString("resource_type"),
        row.getString("attribute"),
        Task.valueOf(row.getString("task")),
        row.getInt("is_unique") == 1,
        row.getString("after_id"),
        row.getLong("done"),
        row.getLong("total"),
        row.getLong("since_sequence"));
  }

  LookupWork upTo(long sequence) {
    return new LookupWork(resourceType, attribute, task, unique, afterId, done, total, sequence);
  }

  /// What is to be done.
  public enum Task {
    /// Make lookups for the resources that were there before. Until then filters do not use them.
    BUILD,
    /// Make them for resources that were written at the moment of the change, perhaps by the
    /// definition before it. Filters use them already.
    SETTLE,
    /// Remove those that are no longer wanted.
    DROP
  }
}
