package dev.muster.bench.jmh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.unboundid.scim2.common.GenericScimResource;
import com.unboundid.scim2.common.types.UserResource;
import com.unboundid.scim2.common.utils.JsonUtils;
import de.captaingoldfish.scim.sdk.common.constants.enums.HttpMethod;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.utils.JsonHelper;
import de.captaingoldfish.scim.sdk.server.schemas.validation.RequestResourceValidator;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.resource.ResourceReader;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.scim.schema.SchemaRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The bytes of a request → a resource → the bytes of a response.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ResourceBenchmark {
  private final byte[] bytes = Samples.utf8(Samples.USER);
  private final ResourceSchema schema =
      SchemaRegistry.core().findResourceType("User").orElseThrow();
  private final ScimSdk sdk = new ScimSdk();

  /// A tree, no schema; keys given twice are refused.
  @Benchmark
  public byte[] muster() {
    return ScimJson.writeBytes(ScimJson.parseObject(bytes));
  }

  /// A resource in its schema's spelling, each value checked, as a server takes it in.
  @Benchmark
  public byte[] musterChecked() {
    return ScimJson.writeBytes(ResourceReader.read(ScimJson.parseObject(bytes), schema));
  }

  /// A tree, no schema.
  @Benchmark
  public byte[] unboundIdGeneric() throws IOException {
    var user =
        JsonUtils.getObjectReader()
            .forType(GenericScimResource.class)
            .<GenericScimResource>readValue(bytes);
    return JsonUtils.getObjectWriter().writeValueAsBytes(user);
  }

  /// A Java bean: its types check some values, and what it does not know is refused.
  @Benchmark
  public byte[] unboundIdBean() throws IOException {
    var user =
        JsonUtils.getObjectReader().forType(UserResource.class).<UserResource>readValue(bytes);
    return JsonUtils.getObjectWriter().writeValueAsBytes(user);
  }

  /// A tree with accessors, no schema.
  @Benchmark
  public byte[] scimSdk() {
    var user = JsonHelper.readJsonDocument(new String(bytes, StandardCharsets.UTF_8), User.class);
    return JsonHelper.toJsonString(user).getBytes(StandardCharsets.UTF_8);
  }

  /// A tree, each value checked against the schema, as its server takes it in.
  @Benchmark
  public byte[] scimSdkChecked() throws JsonProcessingException {
    var body = JsonHelper.readJsonDocument(new String(bytes, StandardCharsets.UTF_8));
    var validator = new RequestResourceValidator(sdk.provider, sdk.userType, HttpMethod.POST);
    var user = validator.validateDocument(body);
    return JsonHelper.toJsonString(user).getBytes(StandardCharsets.UTF_8);
  }
}
