package dev.muster.conformance;

import dev.muster.conformance.CheckResult.Outcome;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// Checks a SCIM service provider over HTTP. What the checks make, they remove.
public final class Conformance {
  private Conformance() {}

  /// Runs all checks, one after the other.
  ///
  /// @param base the provider's SCIM base URL, without a slash at its end
  public static List<CheckResult> run(URI base, String token) {
    var checks = new ArrayList<Check>();
    checks.addAll(ResourceChecks.ALL);
    checks.addAll(QueryChecks.ALL);
    checks.addAll(PatchChecks.ALL);
    try (var scim = new Scim(base, token)) {
      return checks.stream().map(check -> run(check, scim)).toList();
    }
  }

  private static CheckResult run(Check check, Scim scim) {
    try (var fixture = new Fixture(scim)) {
      check.body().run(scim, fixture);
      return result(check, Outcome.PASSED, "");
    } catch (CheckFailure e) {
      return result(check, Outcome.FAILED, String.valueOf(e.getMessage()));
    }
  }

  private static CheckResult result(Check check, Outcome outcome, String detail) {
    return new CheckResult(check.id(), check.section(), check.title(), outcome, detail);
  }

  /// Prints the results of the provider at `arguments[0]` with the token `arguments[1]`; exits with
  /// 1 if a check failed.
  public static void main(String[] arguments) {
    if (arguments.length != 2) {
      System.err.println("usage: Conformance BASE_URL TOKEN");
      System.exit(2);
    }
    var results = run(URI.create(arguments[0]), arguments[1]);
    for (var result : results) {
      System.out.printf(
          "%-7s %-22s %-24s %s%s%n",
          result.outcome(),
          result.id(),
          result.section(),
          result.title(),
          result.detail().isEmpty() ? "" : ": " + result.detail());
    }
    var failed = results.stream().filter(r -> r.outcome() == Outcome.FAILED).count();
    System.out.printf("%d checks, %d failed%n", results.size(), failed);
    System.exit(failed == 0 ? 0 : 1);
  }
}
