package dev.muster.server.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.definitions.TestTenant.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/// A resource type that is defined by API alone, with every type, mutability, returned and
/// uniqueness and a required extension, behaves as RFC 7643 and 7644 say.
@ParameterizedClass
@EnumSource(TestTenant.Kind.class)
class TestResourceTest {
  private static final String URN = "urn:example:params:scim:schemas:test:2.0:TestResource";
  private static final String EXT = "urn:example:params:scim:schemas:test:2.0:TestExtension";

  private static final String DEFINITIONS =
      """
      {"schemas": [
        {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Schema"],
         "id": "urn:example:params:scim:schemas:test:2.0:TestResource", "name": "TestResource",
         "attributes": [
          {"name": "name", "type": "string", "required": true},
          {"name": "text", "type": "string"},
          {"name": "exact", "type": "string", "caseExact": true},
          {"name": "flag", "type": "boolean"},
          {"name": "amount", "type": "decimal"},
          {"name": "count", "type": "integer"},
          {"name": "at", "type": "dateTime"},
          {"name": "blob", "type": "binary"},
          {"name": "link", "type": "reference", "referenceTypes": ["external"]},
          {"name": "place", "type": "complex", "subAttributes": [
            {"name": "town", "type": "string"},
            {"name": "zip", "type": "string", "required": true}]},
          {"name": "texts", "type": "string", "multiValued": true},
          {"name": "flags", "type": "boolean", "multiValued": true},
          {"name": "amounts", "type": "decimal", "multiValued": true},
          {"name": "counts", "type": "integer", "multiValued": true},
          {"name": "times", "type": "dateTime", "multiValued": true},
          {"name": "blobs", "type": "binary", "multiValued": true},
          {"name": "links", "type": "reference", "multiValued": true, "referenceTypes": ["uri"]},
          {"name": "places", "type": "complex", "multiValued": true, "subAttributes": [
            {"name": "value", "type": "string"},
            {"name": "type", "type": "string", "canonicalValues": ["home", "work"]},
            {"name": "primary", "type": "boolean"},
            {"name": "code", "type": "string", "uniqueness": "server"}]},
          {"name": "fixed", "type": "string", "mutability": "immutable"},
          {"name": "computed", "type": "string", "mutability": "readOnly"},
          {"name": "secret", "type": "string", "mutability": "writeOnly", "returned": "never"},
          {"name": "always", "type": "string", "returned": "always"},
          {"name": "request", "type": "string", "returned": "request"},
          {"name": "never", "type": "string", "returned": "never"},
          {"name": "serial", "type": "string", "uniqueness": "server"},
          {"name": "global", "type": "string", "caseExact": true, "uniqueness": "global"},
          {"name": "number", "type": "decimal", "uniqueness": "server"},
          {"name": "tags", "type": "string", "multiValued": true, "uniqueness": "server"}]},
        {"id": "urn:example:params:scim:schemas:test:2.0:TestExtension", "name": "TestExtension",
         "attributes": [
          {"name": "code", "type": "string", "required": true, "uniqueness": "server"},
          {"name": "level", "type": "integer"}]}],
       "resourceTypes": [
        {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
         "name": "TestResource", "endpoint": "/TestResources", "description": "For tests",
         "schema": "urn:example:params:scim:schemas:test:2.0:TestResource",
         "schemaExtensions": [
          {"schema": "urn:example:params:scim:schemas:test:2.0:TestExtension", "required": true}]}]}
      """;

  @Parameter private TestTenant.Kind kind = TestTenant.Kind.SQLITE;
  private TestTenant acme = TestTenant.NONE;

  @BeforeEach
  void start(@TempDir Path folder) {
    acme = TestTenant.start(kind, folder);
    acme.admin().put("/tenants/acme/schema-set", ScimJson.parseObject(DEFINITIONS));
  }

  @AfterEach
  void stop() {
    acme.close();
  }

  private static int codes;

  /// A resource with these attributes besides the required ones.
  private static String body(String attributes) {
    return """
    {"schemas": ["%s", "%s"], "name": "one", "%s": {"code": "c%d"}%s}
    """
        .formatted(URN, EXT, EXT, codes++, attributes.isEmpty() ? "" : ", " + attributes);
  }

  private Answer create(String attributes) {
    return acme.send("POST", "/TestResources", body(attributes));
  }

  private String created(String attributes) {
    var answer = create(attributes);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return "/TestResources/" + answer.body().path("id").asString();
  }

  private Answer patch(String resource, String operations) {
    return acme.send(
        "PATCH",
        resource,
        """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [%s]}
        """
            .formatted(operations));
  }

  private int found(String filter) {
    var answer = acme.get("/TestResources?filter=" + TestTenant.encode(filter));
    assertThat(answer.status()).as(filter + " " + answer.body()).isEqualTo(200);
    return answer.body().path("totalResults").asInt();
  }

  private static final String EVERY_TYPE =
      """
      "text": "Grüße", "exact": "Abc", "flag": true, "amount": 1.50, "count": 7,
      "at": "2026-01-31T12:00:00Z", "blob": "aGVsbG8=", "link": "https://example.com/x",
      "place": {"town": "Ulm", "zip": "89073"},
      "texts": ["a", "b"], "flags": [true, false], "amounts": [0.5, 2.25], "counts": [1, 2],
      "times": ["2026-01-31T12:00:00Z"], "blobs": ["aGVsbG8=", "d29ybGQ="],
      "links": ["urn:a:b", "/Users/1"],
      "places": [{"value": "Ulm", "type": "home", "primary": true}, {"value": "Bonn", "type": "work"}]
      """;

  @Test
  void isDiscoverableAsItWasDefined() {
    var schema = acme.get("/Schemas/" + URN).body();
    var type = acme.get("/ResourceTypes/TestResource").body();

    assertThat(schema.path("attributes")).hasSize(28);
    assertThat(type.path("endpoint").asString()).isEqualTo("/TestResources");
    assertThat(type.path("schemaExtensions").path(0).path("required").booleanValue()).isTrue();
    assertThat(acme.get("/Schemas").body().path("totalResults").asInt()).isEqualTo(8);
    assertThat(acme.get("/ResourceTypes").body().path("totalResults").asInt()).isEqualTo(3);
    assertThat(acme.send("POST", "/Schemas", "{}").status()).isEqualTo(405);
    // What it answers can be sent back.
    acme.admin().put("/tenants/acme/schemas/" + URN, (ObjectNode) schema);
    acme.admin().put("/tenants/acme/resource-types/TestResource", (ObjectNode) type);
    assertThat(acme.get("/Schemas/" + URN).body()).isEqualTo(schema);
  }

  @Test
  void everyTypeComesBackAsItWasSent() {
    var sent = ScimJson.parseObject("{" + EVERY_TYPE + "}");
    var resource = created(EVERY_TYPE);

    var read = acme.get(resource).body();

    sent.properties()
        .forEach(
            property -> assertThat(read.path(property.getKey())).isEqualTo(property.getValue()));
    assertThat(read.path("schemas").toString()).contains(URN).contains(EXT);
    assertThat(read.path("meta").path("resourceType").asString()).isEqualTo("TestResource");
    assertThat(read.path("meta").path("location").asString()).endsWith(resource);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"text\": 1",
        "\"flag\": \"maybe\"",
        "\"amount\": \"1.5\"",
        "\"count\": 1.5",
        "\"at\": \"yesterday\"",
        "\"at\": \"2026-01-31\"",
        "\"blob\": \"***\"",
        "\"link\": true",
        "\"place\": {\"town\": \"Ulm\"}",
        "\"place\": 7",
        "\"texts\": [1]",
        "\"counts\": [\"a\"]",
        "\"places\": [{\"primary\": true}, {\"value\": \"x\", \"primary\": true}]"
      })
  void valuesOfAnotherTypeAreRefused(String attribute) {
    var answer = create(attribute);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("scimType").asString()).isEqualTo("invalidValue");
  }

  @Test
  void everyTypeIsFoundByItsOwnMeaning() {
    created(EVERY_TYPE);
    created("\"text\": \"other\", \"exact\": \"other\"");

    assertThat(found("text eq \"GRÜSSE\"") + found("text eq \"grüße\"")).isGreaterThan(0);
    assertThat(found("exact eq \"Abc\"")).isOne();
    assertThat(found("exact eq \"abc\"")).isZero();
    assertThat(found("flag eq true")).isOne();
    assertThat(found("amount eq 1.5")).isOne();
    assertThat(found("amount gt 1.49 and amount lt 1.51")).isOne();
    assertThat(found("count ge 7")).isOne();
    assertThat(found("at eq \"2026-01-31T13:00:00+01:00\"")).isOne();
    assertThat(found("at gt \"2026-01-31T11:59:59Z\"")).isOne();
    assertThat(found("blob eq \"aGVsbG8=\"")).isOne();
    assertThat(found("link sw \"https://\"")).isOne();
    assertThat(found("place.town eq \"ulm\"")).isOne();
    assertThat(found("texts eq \"b\"")).isOne();
    assertThat(found("counts eq 2")).isOne();
    assertThat(found("times pr")).isOne();
    assertThat(found("places[type eq \"work\" and value eq \"Bonn\"]")).isOne();
    assertThat(found("places[type eq \"work\" and value eq \"Ulm\"]")).isZero();
    assertThat(found("places.value co \"on\"")).isOne();
    assertThat(found(EXT + ":code sw \"c\"")).isEqualTo(2);
    assertThat(found(URN + ":count eq 7")).isOne();
    assertThat(found("schemas eq \"" + EXT + "\"")).isEqualTo(2);
    assertThat(found("meta.resourceType eq \"TestResource\"")).isEqualTo(2);
    var unknown = acme.get("/TestResources?filter=" + TestTenant.encode("txt eq 1"));
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.body().path("scimType").asString()).isEqualTo("invalidFilter");
  }

  @Test
  void requiredAttributesAndTheRequiredExtensionAreAskedFor() {
    var withoutName = "{\"schemas\": [\"%s\"], \"%s\": {\"code\": \"x\"}}".formatted(URN, EXT);
    var withoutExtension = "{\"schemas\": [\"%s\"], \"name\": \"x\"}".formatted(URN);
    var withoutCode =
        "{\"schemas\": [\"%s\"], \"name\": \"x\", \"%s\": {\"level\": 1}}".formatted(URN, EXT);
    for (var body : new String[] {withoutName, withoutExtension, withoutCode}) {
      var answer = acme.send("POST", "/TestResources", body);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body().path("scimType").asString()).isEqualTo("invalidValue");
    }
    var resource = created("");

    assertThat(acme.send("PUT", resource, withoutExtension).status()).isEqualTo(400);
    assertThat(patch(resource, "{\"op\": \"remove\", \"path\": \"name\"}").status()).isEqualTo(400);
    assertThat(
            patch(resource, "{\"op\": \"remove\", \"path\": \"%s:code\"}".formatted(EXT)).status())
        .isEqualTo(400);
    assertThat(patch(resource, "{\"op\": \"remove\", \"path\": \"%s\"}".formatted(EXT)).status())
        .isEqualTo(400);
    assertThat(
            patch(
                    resource,
                    "{\"op\": \"replace\", \"path\": \"%s:level\", \"value\": 3}".formatted(EXT))
                .body()
                .path(EXT)
                .path("level")
                .asInt())
        .isEqualTo(3);
  }

  @Test
  void immutableIsSetOnceAndReadOnlyNever() {
    var resource = created("\"computed\": \"mine\", \"secret\": \"s3cret\"");
    assertThat(acme.get(resource).body().has("computed")).isFalse();

    assertThat(
            patch(resource, "{\"op\": \"add\", \"path\": \"fixed\", \"value\": \"a\"}")
                .body()
                .path("fixed")
                .asString())
        .isEqualTo("a");
    assertMutability(
        patch(resource, "{\"op\": \"replace\", \"path\": \"fixed\", \"value\": \"b\"}"));
    assertMutability(patch(resource, "{\"op\": \"remove\", \"path\": \"fixed\"}"));
    assertMutability(
        patch(resource, "{\"op\": \"replace\", \"path\": \"computed\", \"value\": \"b\"}"));
    assertMutability(acme.send("PUT", resource, body("\"fixed\": \"b\"")));
    assertThat(acme.send("PUT", resource, body("\"fixed\": \"a\", \"computed\": \"b\"")).status())
        .isEqualTo(200);
  }

  private static void assertMutability(Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
    assertThat(answer.body().path("scimType").asString()).isEqualTo("mutability");
  }

  @Test
  void returnedSaysWhatIsSeen() {
    var resource =
        created(
            "\"always\": \"a\", \"request\": \"r\", \"never\": \"n\", \"secret\": \"s\", \"text\":"
                + " \"t\"");

    var plain = acme.get(resource).body();
    assertThat(plain.has("always")).isTrue();
    assertThat(plain.has("text")).isTrue();
    assertThat(plain.has("request")).isFalse();
    assertThat(plain.has("never")).isFalse();
    assertThat(plain.has("secret")).isFalse();
    var named = acme.get(resource + "?attributes=request,never,secret").body();
    assertThat(named.path("request").asString()).isEqualTo("r");
    assertThat(named.has("always")).isTrue();
    assertThat(named.has("text")).isFalse();
    assertThat(named.has("never")).isFalse();
    assertThat(named.has("secret")).isFalse();
    var without = acme.get(resource + "?excludedAttributes=always,text").body();
    assertThat(without.has("always")).isTrue();
    assertThat(without.has("text")).isFalse();
    var extension = acme.get(resource + "?attributes=" + EXT + ":code").body();
    assertThat(extension.path(EXT).has("code")).isTrue();
    assertThat(acme.get("/TestResources?filter=" + TestTenant.encode("never eq \"n\"")).status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"serial\": \"A1\"                    | \"serial\": \"a1\"",
        "\"global\": \"A1\"                    | \"global\": \"A1\"",
        "\"number\": 10.0                      | \"number\": 10",
        "\"tags\": [\"x\", \"y\"]              | \"tags\": [\"z\", \"Y\"]",
        "\"places\": [{\"code\": \"p\"}]       | \"places\": [{\"code\": \"q\"}, {\"code\": \"P\"}]"
      })
  void uniqueValuesAreTakenOnce(String first, String second) {
    var one = created(first);
    var other = created("");

    var again = create(second);

    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body().path("scimType").asString()).isEqualTo("uniqueness");
    assertThat(acme.send("PUT", other, body(second)).status()).isEqualTo(409);
    assertThat(patch(other, "{\"op\": \"add\", \"value\": {%s}}".formatted(second)).status())
        .isEqualTo(409);
    assertThat(patch(one, "{\"op\": \"replace\", \"value\": {%s}}".formatted(first)).status())
        .isEqualTo(200);
    assertThat(acme.send("DELETE", one, "").status()).isEqualTo(204);
    created(second);
  }

  @Test
  void uniqueInAnExtensionAndCaseExactUniqueValuesDiffer() {
    var same =
        """
        {"schemas": ["%s"], "name": "x", "%s": {"code": "same"}}
        """
            .formatted(URN, EXT);
    assertThat(acme.send("POST", "/TestResources", same).status()).isEqualTo(201);

    assertThat(acme.send("POST", "/TestResources", same).status()).isEqualTo(409);
    created("\"global\": \"Abc\"");
    created("\"global\": \"abc\"");
  }

  @Test
  void patchWorksOnEveryShape() {
    var resource = created(EVERY_TYPE);

    var patched =
        patch(
                resource,
                """
                {"op": "add", "path": "texts", "value": ["c"]},
                {"op": "remove", "path": "counts[value eq 9]"},
                {"op": "replace", "path": "place.town", "value": "Köln"},
                {"op": "remove", "path": "places[type eq \\"work\\"]"},
                {"op": "replace", "path": "places[type eq \\"home\\"].value", "value": "Trier"},
                {"op": "add", "value": {"amount": 3.25, "%s:level": 4}},
                {"op": "remove", "path": "flags"}
                """
                    .replace("{\"op\": \"remove\", \"path\": \"counts[value eq 9]\"},\n", "")
                    .formatted(EXT))
            .body();

    assertThat(patched.path("texts").toString()).isEqualTo("[\"a\",\"b\",\"c\"]");
    assertThat(patched.path("place").toString()).contains("Köln").contains("89073");
    assertThat(patched.path("places").toString())
        .isEqualTo("[{\"value\":\"Trier\",\"type\":\"home\",\"primary\":true}]");
    assertThat(patched.path("amount").asString()).isEqualTo("3.25");
    assertThat(patched.path(EXT).path("level").asInt()).isEqualTo(4);
    assertThat(patched.has("flags")).isFalse();
  }

  @Test
  void typeStaysWhileThereAreResources() {
    var resource = created("");
    assertThatThrownBy(() -> acme.admin().delete("/tenants/acme/resource-types/TestResource"))
        .hasMessageContaining("1 resource")
        .hasMessageContaining("delete them first");

    acme.send("DELETE", resource, "");
    acme.admin().delete("/tenants/acme/resource-types/TestResource");

    assertThat(acme.get("/TestResources").status()).isEqualTo(404);
    acme.admin().delete("/tenants/acme/schemas/" + URN);
    assertThat(acme.get("/Schemas/" + URN).status()).isEqualTo(404);
  }
}
