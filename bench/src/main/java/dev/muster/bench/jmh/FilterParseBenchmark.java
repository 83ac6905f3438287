package dev.muster.bench.jmh;

import com.unboundid.scim2.common.exceptions.BadRequestException;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.utils.RequestUtils;
import dev.muster.scim.filter.CheckedFilter;
import dev.muster.scim.filter.Filter;
import dev.muster.scim.filter.FilterChecker;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.scim.schema.SchemaRegistry;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// A filter's text → its tree.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FilterParseBenchmark {
  private final String text = Samples.FILTER;
  private final ResourceSchema schema =
      SchemaRegistry.core().findResourceType("User").orElseThrow();
  private final ScimSdk sdk = new ScimSdk();

  /// The tree of the grammar.
  @Benchmark
  public Filter muster() {
    return Filter.parse(text);
  }

  /// The tree, each attribute and value checked against the schema.
  @Benchmark
  public CheckedFilter musterChecked() {
    return FilterChecker.check(text, schema);
  }

  /// The tree of the grammar.
  @Benchmark
  public com.unboundid.scim2.common.filters.Filter unboundId() throws BadRequestException {
    return com.unboundid.scim2.common.filters.Filter.fromString(text);
  }

  /// The tree, each attribute checked against the schema; it has no other way.
  @Benchmark
  public FilterNode scimSdkChecked() {
    return RequestUtils.parseFilter(sdk.userType, text);
  }
}
