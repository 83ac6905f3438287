package dev.muster.bench.jmh;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.filters.Filter;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.filter.resources.FilterResourceResolver;
import de.captaingoldfish.scim.sdk.server.utils.RequestUtils;
import dev.muster.scim.filter.CheckedFilter;
import dev.muster.scim.filter.FilterChecker;
import dev.muster.scim.filter.FilterEvaluator;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.schema.SchemaRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.node.ObjectNode;

/// A filter that is already parsed, and a user that is already read → whether it matches.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FilterMatchBenchmark {
  private final ObjectNode user = ScimJson.parseObject(Samples.USER);
  private final CheckedFilter filter =
      FilterChecker.check(
          Samples.FILTER, SchemaRegistry.core().findResourceType("User").orElseThrow());

  private final JsonNode unboundIdUser = UnboundId.user().getObjectNode();
  private final Filter unboundIdFilter = UnboundId.filter();

  private final ScimSdk sdk = new ScimSdk();
  private final List<User> sdkUsers = List.of(ScimSdk.user());
  private final FilterNode sdkFilter = RequestUtils.parseFilter(sdk.userType, Samples.FILTER);

  @Benchmark
  public boolean muster() {
    return FilterEvaluator.matches(filter, user);
  }

  @Benchmark
  public boolean unboundId() throws ScimException {
    return com.unboundid.scim2.common.utils.FilterEvaluator.evaluate(
        unboundIdFilter, unboundIdUser);
  }

  /// Its entry point takes a list; this one holds the one user.
  @Benchmark
  public List<User> scimSdk() {
    return FilterResourceResolver.filterResources(sdk.provider, sdkUsers, sdkFilter);
  }
}
