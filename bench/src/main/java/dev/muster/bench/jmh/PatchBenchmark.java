package dev.muster.bench.jmh;

import com.unboundid.scim2.common.GenericScimResource;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.messages.PatchRequest;
import com.unboundid.scim2.common.utils.JsonUtils;
import de.captaingoldfish.scim.sdk.common.request.PatchOpRequest;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.utils.JsonHelper;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.patch.PatchRequestHandler;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.patch.PatchApplier;
import dev.muster.scim.patch.PatchOp;
import dev.muster.scim.resource.ResourceReader;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.scim.schema.SchemaRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.node.ObjectNode;

/// A user, and a PATCH of three operations → the user after it; the one before stays as it was, as
/// a store that may have to refuse the write needs it.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PatchBenchmark {
  private final byte[] body = Samples.utf8(Samples.PATCH);

  private final ResourceSchema schema =
      SchemaRegistry.core().findResourceType("User").orElseThrow();
  private final ObjectNode user = ResourceReader.read(ScimJson.parseObject(Samples.USER), schema);
  private final PatchOp patch = PatchOp.parse(ScimJson.parseObject(body));

  private final GenericScimResource unboundIdUser = UnboundId.user();
  private final PatchRequest unboundIdPatch = UnboundId.patch();

  private final ScimSdk sdk = new ScimSdk();

  /// The operations are read already. The result is checked against the schema.
  @Benchmark
  public ObjectNode muster() {
    return PatchApplier.apply(user, patch, schema);
  }

  /// From the body's bytes on.
  @Benchmark
  public ObjectNode musterFromBytes() {
    return PatchApplier.apply(user, PatchOp.parse(ScimJson.parseObject(body)), schema);
  }

  /// The operations are read already. It changes what it is given, so that is a copy; no schema.
  @Benchmark
  public GenericScimResource unboundId() throws ScimException {
    var copy = new GenericScimResource(unboundIdUser.getObjectNode().deepCopy());
    unboundIdPatch.apply(copy);
    return copy;
  }

  /// On one and the same resource again and again, which leaves it as it is: no copy, no schema.
  @Benchmark
  public GenericScimResource unboundIdInPlace() throws ScimException {
    unboundIdPatch.apply(unboundIdUser);
    return unboundIdUser;
  }

  /// From the body's bytes on.
  @Benchmark
  public GenericScimResource unboundIdFromBytes() throws IOException, ScimException {
    var copy = new GenericScimResource(unboundIdUser.getObjectNode().deepCopy());
    PatchRequest request = JsonUtils.getObjectReader().forType(PatchRequest.class).readValue(body);
    request.apply(copy);
    return copy;
  }

  /// From the body's bytes on, since it changes the operations too. With its schema's checks.
  @Benchmark
  public User scimSdkFromBytes() {
    var request =
        JsonHelper.readJsonDocument(new String(body, StandardCharsets.UTF_8), PatchOpRequest.class);
    return new PatchRequestHandler<User>("4711", sdk.users, List.of(), new Context(null))
        .handlePatchRequest(request);
  }
}
