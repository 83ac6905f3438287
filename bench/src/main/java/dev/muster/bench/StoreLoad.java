package dev.muster.bench;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.Cursors;
import dev.muster.scim.provider.ScimProvider;
import dev.muster.scim.provider.ScimProvider.Endpoint;
import dev.muster.scim.resource.Projection;
import dev.muster.scim.schema.SchemaRegistry;
import dev.muster.server.folder.DataFolder;
import dev.muster.store.Database;
import dev.muster.store.resource.SqlResourceStore;
import dev.muster.store.tenant.TenantStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Fills a tenant of a server that does not run: through its provider and its store, but without
/// HTTP.
final class StoreLoad {
  private static final int AT_ONCE = 256;

  private StoreLoad() {}

  /// Creates users `person0`, `person1`, …; each with its id.
  static List<ScimRequests.User> users(Path data, String tenant, int count) throws Exception {
    try (var folder = DataFolder.take(data);
        var database = Database.sqlite(folder.database())) {
      var clock = Clock.systemUTC();
      var random = new SecureRandom();
      var cursors = new Cursors(random.generateSeed(32), random, clock);
      var provider = new ScimProvider(new SqlResourceStore(database, t -> {}), cursors, clock);
      var schemas = SchemaRegistry.core();
      var schema = schemas.findResourceType("User").orElseThrow();
      var id = new TenantStore(database).find(tenant).orElseThrow().id();
      var endpoint = new Endpoint(id, schemas, schema, "http://localhost");
      var users = new ScimRequests.User[count];
      var all = Projection.of(List.of(), List.of(), schema);
      each(
          count,
          i -> {
            var name = "person" + i;
            var body = ScimJson.parseObject(ScimRequests.user(name));
            var made = provider.create(endpoint, body, all);
            var place = made.location();
            users[i] =
                new ScimRequests.User(
                    place.substring(place.lastIndexOf('/') + 1), name + "@example.com");
          });
      return List.of(users);
    }
  }

  private static void each(int count, Work work) throws Exception {
    var next = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures = new ArrayList<Future<?>>();
      for (int thread = 0; thread < AT_ONCE; thread++) {
        futures.add(
            threads.submit(() -> {
              for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                work.at(i);
              }
            }));
      }
      for (var future : futures) {
        future.get();
      }
    }
  }

  private interface Work {
    void at(int i);
  }
}
