package dev.muster.store.administrator;

import dev.muster.scim.message.ScimJson;
import dev.muster.store.Database;
import dev.muster.store.Moments;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import tools.jackson.databind.node.ObjectNode;

/// What administrators did: entries are only ever added, and each holds the hash of the one before
/// it. Whoever changes or removes one breaks the chain from there on.
public final class AuditStore {
  private static final int PAGE = 1000;

  private final Database database;

  public AuditStore(Database database) {
    this.database = database;
  }

  /// An entry of the log.
  ///
  /// @param hash SHA-256, in hex, of the hash before it, a line feed and the entry's text
  public record Entry(long number, Instant at, String text, String hash) {

    /// What was done.
    public ObjectNode content() {
      return ScimJson.parseObject(text);
    }
  }

  private record Head(long number, String hash) {}

  /// Adds an entry.
  public void append(ObjectNode entry, Instant at) {
    var text = ScimJson.write(entry);
    database.write(
        AdministratorStore.PLATFORM,
        handle -> {
          var head = takeHead(handle);
          var hash = hash(head.hash(), text);
          handle
              .createUpdate(
                  "INSERT INTO audit_log (number, at, entry, hash) VALUES (:number, :at, :entry, :hash)")
              .bind("number", head.number())
              .bind("at", Moments.micros(at))
              .bind("entry", text)
              .bind("hash", hash)
              .execute();
          return handle
              .createUpdate("UPDATE audit_head SET hash = :hash")
              .bind("hash", hash)
              .execute();
        });
  }

  /// Entries before a number, the newest first.
  public List<Entry> before(long number, int limit) {
    var sql =
        """
        SELECT number, at, entry, hash FROM audit_log WHERE number < :number
        ORDER BY number DESC LIMIT :limit
        """;
    return database.read(handle ->
        handle
            .createQuery(sql)
            .bind("number", number)
            .bind("limit", limit)
            .map(AuditStore::entry)
            .list());
  }

  /// Entries after a number, in order.
  public List<Entry> after(long number, int limit) {
    var sql =
        """
        SELECT number, at, entry, hash FROM audit_log WHERE number > :number
        ORDER BY number LIMIT :limit
        """;
    return database.read(handle ->
        handle
            .createQuery(sql)
            .bind("number", number)
            .bind("limit", limit)
            .map(AuditStore::entry)
            .list());
  }

  /// The first entry that is not what was written; empty if the whole chain holds.
  public Optional<Long> firstBroken() {
    var hash = "";
    var number = 0L;
    while (true) {
      var page = after(number, PAGE);
      for (var entry : page) {
        if (entry.number() != number + 1 || !entry.hash().equals(hash(hash, entry.text()))) {
          return Optional.of(number + 1);
        }
        number = entry.number();
        hash = entry.hash();
      }
      if (page.size() < PAGE) {
        return database.read(AuditStore::head).equals(new Head(number, hash))
            ? Optional.empty()
            : Optional.of(number + 1);
      }
    }
  }

  // The update comes first: it is what makes a second writer wait, in both databases.
  private static Head takeHead(Handle handle) {
    handle.createUpdate("UPDATE audit_head SET number = number + 1").execute();
    return head(handle);
  }

  private static Head head(Handle handle) {
    return handle
        .createQuery("SELECT number, hash FROM audit_head")
        .map((row, context) -> new Head(row.getLong("number"), row.getString("hash")))
        .one();
  }

  private static Entry entry(ResultSet row, StatementContext context) throws SQLException {
    return new Entry(
        row.getLong("number"),
        Moments.ofMicros(row.getLong("at")),
        row.getString("entry"),
        row.getString("hash"));
  }

  private static String hash(String before, String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update((before + "\n" + text).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
