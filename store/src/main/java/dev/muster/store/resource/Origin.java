package dev.muster.store.resource;

import java.util.function.Supplier;

/// Who makes the changes that a thread asks a store for; what is written down in a resource's
/// history. It is bound around a request or a piece of work, and whatever runs inside finds it.
///
/// ```java
/// var response = Origin.client(token.id(), token.name(), requestId).call(() -> answer(request));
/// ```
///
/// @param id a client's token id, an administrator's or a job's name, a person's own id
/// @param request id of the request; empty when there was none
public record Origin(Kind kind, String id, String name, String request) {
  /// Nobody said who: the server itself.
  public static final Origin SERVER = new Origin(Kind.SERVER, "", "", "");

  private static final ScopedValue<Origin> CURRENT = ScopedValue.newInstance();

  /// What sort of somebody.
  public enum Kind {
    CLIENT,
    ADMIN,
    JOB,
    PERSON,
    SERVER
  }

  /// A SCIM client, known by its token.
  public static Origin client(long tokenId, String tokenName, String request) {
    return new Origin(Kind.CLIENT, Long.toString(tokenId), tokenName, request);
  }

  /// An administrator, over the admin API or the console.
  public static Origin admin(String name, String request) {
    return new Origin(Kind.ADMIN, "", name, request);
  }

  /// A provisioning job.
  public static Origin job(String id, String name) {
    return new Origin(Kind.JOB, id, name, "");
  }

  /// Somebody of the directory, on the page of their own account.
  public static Origin person(String userId, String userName, String request) {
    return new Origin(Kind.PERSON, userId, userName, request);
  }

  /// Who is at work on this thread.
  public static Origin current() {
    return CURRENT.isBound() ? CURRENT.get() : SERVER;
  }

  /// Runs something in this origin's name.
  public <T> T call(Supplier<T> work) {
    return ScopedValue.where(CURRENT, this).call(work::get);
  }
}
