package dev.muster.bench;

import dev.muster.bench.hostile.FuzzRun;
import dev.muster.bench.hostile.IsolationRun;
import dev.muster.client.ScimConnection;
import java.util.List;

/// Attacks a server of its own: `fuzz` with mutated requests, `isolation` across tenants.
///
/// @param requests how many to send
/// @param seed number of the first request
record HostileRun(long requests, long seed) {
  private static final List<String> OPTIONS = List.of("--requests", "--seed");

  /// Reads `--requests N` and `--seed S`, both of which may be left out.
  static HostileRun of(List<String> arguments, long requests) {
    var run = new HostileRun(requests, 1);
    for (int i = 0; i + 1 < arguments.size(); i += 2) {
      var value = Long.parseLong(arguments.get(i + 1).replace(",", ""));
      run =
          switch (OPTIONS.indexOf(arguments.get(i))) {
            case 0 -> new HostileRun(value, run.seed);
            case 1 -> new HostileRun(run.requests, value);
            default ->
                throw new IllegalArgumentException(
                    "there is no option \"%s\"; there are --requests and --seed"
                        .formatted(arguments.get(i)));
          };
    }
    return run;
  }

  long fuzz() throws Exception {
    var folder = Scenario.folder("fuzz");
    try (var server = ServerProcess.start(folder)) {
      var tenant = Scenario.unguardedTenant(server.admin(), "fuzz");
      return new FuzzRun(server.port(), path(tenant), tenant.token()).run(seed, requests);
    } finally {
      Scenario.delete(folder);
    }
  }

  long isolation() throws Exception {
    var folder = Scenario.folder("isolation");
    try (var server = ServerProcess.start(folder)) {
      var attacker = Scenario.unguardedTenant(server.admin(), "attacker");
      var victim = Scenario.unguardedTenant(server.admin(), "victim");
      return new IsolationRun(
              server.port(), path(attacker), attacker.token(), path(victim), victim.token())
          .run(seed, requests);
    } finally {
      Scenario.delete(folder);
    }
  }

  private static String path(ScimConnection connection) {
    return connection.baseUrl().getPath();
  }
}
