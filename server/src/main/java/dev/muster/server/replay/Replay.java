package dev.muster.server.replay;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.Cursors;
import dev.muster.scim.provider.NewIds;
import dev.muster.scim.provider.ScimProvider;
import dev.muster.server.breaker.Breaker;
import dev.muster.server.history.SameIds;
import dev.muster.server.http.PublicUrl;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.scim.AdmittedScim;
import dev.muster.server.scim.AdmittedScim.Outcome;
import dev.muster.server.scim.Identity;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.Database;
import dev.muster.store.resource.Origin;
import dev.muster.store.resource.PasswordStore;
import dev.muster.store.resource.RemovalStore;
import dev.muster.store.resource.SqlResourceStore;
import dev.muster.store.resource.TombstoneStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Sends a request through everything that a client's passes, by the tenant's present settings, in
/// a transaction that is rolled back: nothing is written, no event comes into being, nobody is
/// woken.
final class Replay {
  private final Database database;
  private final LiveTenants tenants;
  private final Cursors cursors;
  private final AdmittedScim rehearsal;
  private final PublicUrl publicUrl;
  private final Clock clock;

  Replay(
      Database database,
      LiveTenants tenants,
      Cursors cursors,
      AdmittedScim rehearsal,
      PublicUrl publicUrl,
      Clock clock) {
    this.database = database;
    this.tenants = tenants;
    this.cursors = cursors;
    this.rehearsal = rehearsal;
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  /// What would be answered.
  ///
  /// @param body empty when there is none, or none in JSON
  record Answer(int status, Optional<ObjectNode> body, Outcome outcome) {}

  /// @param requestId under which the request was recorded
  Answer answer(Identity identity, Request request, String requestId) {
    var origin = Origin.client(identity.token().id(), identity.token().name(), requestId);
    return database.rehearse(
        identity.tenant().id(),
        rolledBack -> origin.call(() -> answer(rolledBack, identity, request)));
  }

  private Answer answer(Database rolledBack, Identity identity, Request request) {
    var outcome =
        rehearsal.answer(provider(rolledBack, identity), identity, request, publicUrl.url());
    // Read while the transaction is there: a large answer comes into being as it is written.
    return new Answer(outcome.response().status(), body(outcome.response()), outcome);
  }

  private ScimProvider provider(Database rolledBack, Identity identity) {
    var removals = new RemovalStore(rolledBack);
    var quotas = identity.tenant().settings().quotas();
    var resources =
        new SqlResourceStore(
            rolledBack,
            tenant -> {},
            new Breaker(tenants, removals, tenant -> {}, clock),
            (tenant, type) -> quotas.most(type));
    var ids = new SameIds(NewIds.random(clock), new TombstoneStore(rolledBack), tenants);
    var passwords =
        new RehearsedPasswords(
            identity.tenant().settings().passwords().accepted(), new PasswordStore(rolledBack));
    return new ScimProvider(resources, cursors, clock, ids, passwords);
  }

  private static Optional<ObjectNode> body(Response response) {
    var bytes =
        switch (response.content()) {
          case Response.Content.Bytes(var all) -> all;
          case Response.Content.Stream stream -> written(stream);
        };
    try {
      return bytes.length == 0 ? Optional.empty() : Optional.of(ScimJson.parseObject(bytes));
    } catch (ScimException e) {
      return Optional.empty();
    }
  }

  private static byte[] written(Response.Content.Stream stream) {
    try {
      var out = new ByteArrayOutputStream();
      stream.writeTo(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
