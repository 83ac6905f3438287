package dev.muster.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.bulk.BulkRequest;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// RFC 7643 §5 – §7: what the service says of itself is what it does.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiscoveryTest {
  private final ScimServer scim = ScimServer.start();
  private final JsonNode config = scim.get("/ServiceProviderConfig").body();

  @BeforeAll
  void fill() {
    scim.newUser("ann", ", \"password\": \"guess me\"");
    scim.newUser("ben");
  }

  @AfterAll
  void stop() {
    scim.close();
  }

  private boolean says(String feature) {
    return config.path(feature).path("supported").booleanValue();
  }

  @Test
  void patchIsSupported() {
    assertThat(says("patch")).isTrue();
    var id = scim.newUser(ScimServer.unique("patched"));
    assertThat(scim.patch("/Users/" + id, "{\"op\": \"remove\", \"path\": \"title\"}").status())
        .isEqualTo(200);
  }

  @Test
  void bulkIsSupportedWithinItsLimits() {
    assertThat(says("bulk")).isTrue();
    assertThat(config.path("bulk").path("maxOperations").asInt())
        .isEqualTo(BulkRequest.MAX_OPERATIONS);
    assertThat(config.path("bulk").path("maxPayloadSize").asInt())
        .isEqualTo(BulkRequest.MAX_PAYLOAD_SIZE);
    assertThat(
            scim.post(
                    "/Bulk",
                    "{\"schemas\": [\"%s\"], \"Operations\": []}".formatted(BulkRequest.SCHEMA))
                .status())
        .isEqualTo(200);
  }

  @Test
  void filterSortAndEntityTagsAreSupported() {
    assertThat(says("filter")).isTrue();
    assertThat(scim.filter("/Users", "userName eq \"ANN\"").ids()).hasSize(1);
    assertThat(says("sort")).isTrue();
    assertThat(
            scim.get(
                    "/Users?sortBy=userName&sortOrder=descending&filter="
                        + ScimServer.encode("userName sw \"ann\" or userName eq \"ben\""))
                .all("userName"))
        .containsExactly("ben", "ann");
    assertThat(says("etag")).isTrue();
    var id = scim.newUser(ScimServer.unique("tagged"));
    assertThat(scim.get("/Users/" + id, "If-None-Match", "W/\"1\"").status()).isEqualTo(304);
  }

  @Test
  void passwordsAreAcceptedAndNeitherKeptNorShown() {
    assertThat(says("changePassword")).isFalse();
    var ann = scim.filter("/Users", "userName eq \"ann\"");
    assertThat(ann.body().toString()).doesNotContain("password").doesNotContain("guess me");
    assertThat(scim.get("/Users?attributes=password").body().toString()).doesNotContain("guess");
    assertThat(scim.filter("/Users", "password eq \"guess me\"").scimType())
        .isEqualTo("invalidFilter");
  }

  @Test
  void pagesAreAsLargeAsIsSaid() {
    var pagination = config.path("pagination");
    assertThat(pagination.path("cursor").booleanValue()).isTrue();
    assertThat(pagination.path("index").booleanValue()).isTrue();
    assertThat(pagination.path("defaultPaginationMethod").asString()).isEqualTo("cursor");
    assertThat(scim.get("/Users?count=1").body().has("nextCursor")).isTrue();
    assertThat(scim.get("/Users?startIndex=2&count=1").body().path("startIndex").asInt())
        .isEqualTo(2);
    assertThat(pagination.path("maxPageSize")).isEqualTo(config.path("filter").path("maxResults"));
  }

  @Test
  void schemasAndResourceTypesAreThereOneByOneAndReferToEachOther() {
    var schemas = new ArrayList<String>(scim.get("/Schemas").ids());
    for (var urn : schemas) {
      var one = scim.get("/Schemas/" + urn).body();
      assertThat(one.path("id").asString()).isEqualTo(urn);
      assertThat(one.path("meta").path("location").asString())
          .isEqualTo(scim.base() + "/Schemas/" + urn);
    }
    for (var type : scim.get("/ResourceTypes").body().path("Resources")) {
      assertThat(scim.get("/ResourceTypes/" + type.path("id").asString()).body()).isEqualTo(type);
      assertThat(schemas).contains(type.path("schema").asString());
      type.path("schemaExtensions")
          .forEach(extension -> assertThat(schemas).contains(extension.path("schema").asString()));
      assertThat(scim.get(type.path("endpoint").asString()).status()).isEqualTo(200);
    }
  }

  @Test
  void configurationIsOneDocumentThatNoParameterChanges() {
    assertThat(scim.get("/ServiceProviderConfig?filter=invalid&sortBy=id&startIndex=999").body())
        .isEqualTo(config);
  }

  @Test
  void configurationIsReadableWithoutTokenAndDoesNotTellWhoIsACustomer() {
    assertThat(scim.withToken("").get("/ServiceProviderConfig").body()).isEqualTo(config);
    assertThat(scim.withToken("").at("nobody").get("/ServiceProviderConfig").status())
        .isEqualTo(200);
    assertThat(scim.withToken("wrong").get("/ServiceProviderConfig").status()).isEqualTo(401);
    assertThat(scim.withToken("").get("/Schemas").status()).isEqualTo(401);
    assertThat(scim.withToken("").post("/ServiceProviderConfig", "{}").status()).isEqualTo(401);
  }

  @Test
  void schemasDescribeTheDiscoveryDocumentsToo() {
    var schema = scim.get("/Schemas/" + config.path("schemas").path(0).asString()).body();
    var described = new ArrayList<String>();
    schema.path("attributes").forEach(each -> described.add(each.path("name").asString()));
    assertThat(config.propertyNames())
        .allMatch(
            name -> described.contains(name) || name.equals("schemas") || name.equals("meta"));
    assertThat(scim.get("/Schemas").ids())
        .contains(
            "urn:ietf:params:scim:schemas:core:2.0:ResourceType",
            "urn:ietf:params:scim:schemas:core:2.0:Schema");
  }

  @Test
  void aFilterOnListsOfDiscoveryIsForbidden() {
    assertThat(scim.filter("/Schemas", "id pr").status()).isEqualTo(403);
    assertThat(scim.filter("/ResourceTypes", "id pr").status()).isEqualTo(403);
    assertThat(scim.get("/Schemas?sortBy=id&count=1&attributes=id").status()).isEqualTo(200);
    assertThat(scim.get("/Schemas/urn:nothing").status()).isEqualTo(404);
  }
}
