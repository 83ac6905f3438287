package dev.muster.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.bulk.BulkRequest;
import dev.muster.server.scim.ScimServer.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// RFC 7644 §3.7.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BulkTest {
  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

  private final ScimServer scim = ScimServer.start();

  @AfterAll
  void stop() {
    scim.close();
  }

  private Answer bulk(String operations, String more) {
    return scim.post(
        "/Bulk",
        """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"]%s, "Operations": [%s]}
        """
            .formatted(more, operations));
  }

  private static List<String> statuses(Answer answer) {
    var statuses = new ArrayList<String>();
    answer.body().path("Operations").forEach(o -> statuses.add(o.path("status").asString()));
    return statuses;
  }

  private JsonNode made(Answer answer, int operation) {
    var location = answer.body().path("Operations").path(operation).path("location").asString();
    return scim.get(location.substring(scim.base().length())).body();
  }

  @Test
  void performsEveryMethodAndCarriesOnPastFailures() {
    var kept = scim.newUser(ScimServer.unique("kept"));
    var gone = scim.newUser(ScimServer.unique("gone"));

    var answer =
        bulk(
            """
            {"method": "POST", "path": "/Users", "bulkId": "a", "data": {"userName": "bulk-a"}},
            {"method": "POST", "path": "/Users", "bulkId": "b", "data": {"userName": "BULK-A"}},
            {"method": "PUT", "path": "/Users/%1$s", "data": {"userName": "bulk-put"}},
            {"method": "PATCH", "path": "/Users/%1$s", "data":
              {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
               "Operations": [{"op": "add", "path": "title", "value": "x"}]}},
            {"method": "DELETE", "path": "/Users/%2$s"},
            {"method": "PATCH", "path": "/Users/%1$s", "version": "W/\\"1\\"", "data":
              {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
               "Operations": [{"op": "add", "path": "title", "value": "y"}]}},
            {"method": "GET", "path": "/Users"},
            {"method": "POST", "path": "/Schemas", "bulkId": "s", "data": {}}
            """
                .formatted(kept, gone),
            "");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(statuses(answer))
        .containsExactly("201", "409", "200", "200", "204", "412", "400", "400");
    var operations = answer.body().path("Operations");
    assertThat(operations.path(0).path("bulkId").asString()).isEqualTo("a");
    assertThat(operations.path(0).path("version").asString()).startsWith("W/");
    assertThat(operations.path(1).has("location")).isFalse();
    assertThat(operations.path(1).path("response").path("scimType").asString())
        .isEqualTo("uniqueness");
    assertThat(operations.path(4).path("location").asString()).endsWith("/Users/" + gone);
    assertThat(scim.get("/Users/" + kept).body().path("title").asString()).isEqualTo("x");
  }

  @Test
  void resolvesReferencesForwardsBackwardsAndInPaths() {
    var answer =
        bulk(
            """
            {"method": "POST", "path": "/Groups", "bulkId": "g", "data":
              {"displayName": "forward", "members": [{"value": "bulkId:u"}]}},
            {"method": "POST", "path": "/Users", "bulkId": "u", "data": {"userName": "forward"}},
            {"method": "PATCH", "path": "/Groups/bulkId:g", "data":
              {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
               "Operations": [{"op": "remove", "path": "members[value eq \\"bulkId:u\\"]"}]}},
            {"method": "POST", "path": "/Users", "bulkId": "v", "data":
              {"userName": "backward", "%s": {"manager": {"value": "bulkId:u"}}}},
            {"method": "DELETE", "path": "/Users/bulkId:nobody"}
            """
                .formatted(ENTERPRISE),
            "");

    assertThat(statuses(answer)).containsExactly("201", "201", "200", "201", "400");
    assertThat(made(answer, 0).has("members")).isFalse();
    assertThat(made(answer, 3).path(ENTERPRISE).path("manager").path("value"))
        .isEqualTo(made(answer, 1).path("id"));
  }

  @Test
  void resolvesCircularReferences() {
    var answer =
        bulk(
            """
            {"method": "POST", "path": "/Groups", "bulkId": "g", "data":
              {"displayName": "circle 1", "members": [{"value": "bulkId:h"}, {"value": "bulkId:u"}]}},
            {"method": "POST", "path": "/Groups", "bulkId": "h", "data":
              {"displayName": "circle 2", "members": [{"value": "bulkId:g"}]}},
            {"method": "POST", "path": "/Users", "bulkId": "u", "data":
              {"userName": "circle-u", "%1$s": {"manager": {"value": "bulkId:w"}}}},
            {"method": "POST", "path": "/Users", "bulkId": "w", "data":
              {"userName": "circle-w", "%1$s": {"manager": {"value": "bulkId:u"}}}}
            """
                .formatted(ENTERPRISE),
            "");

    assertThat(statuses(answer)).containsOnly("201");
    assertThat(made(answer, 0).path("members")).hasSize(2);
    assertThat(made(answer, 1).path("members").path(0).path("value"))
        .isEqualTo(made(answer, 0).path("id"));
    assertThat(made(answer, 3).path(ENTERPRISE).path("manager").path("value"))
        .isEqualTo(made(answer, 2).path("id"));
    assertThat(made(answer, 3).path("meta").path("version"))
        .isEqualTo(answer.body().path("Operations").path(3).path("version"));
  }

  @Test
  void failedOperationTakesWithItWhatRefersToIt() {
    var answer =
        bulk(
            """
            {"method": "POST", "path": "/Users", "bulkId": "bad", "data": {"title": "no name"}},
            {"method": "POST", "path": "/Groups", "bulkId": "g", "data":
              {"displayName": "left", "members": [{"value": "bulkId:bad"}]}},
            {"method": "POST", "path": "/Groups", "bulkId": "c1", "data":
              {"displayName": "c1", "members": [{"value": "bulkId:c2"}]}},
            {"method": "POST", "path": "/Groups", "bulkId": "c2", "data":
              {"members": [{"value": "bulkId:c1"}]}}
            """,
            "");

    assertThat(statuses(answer)).containsExactly("400", "409", "409", "400");
    assertThat(scim.filter("/Groups", "displayName eq \"c1\"").ids()).isEmpty();
  }

  @Test
  void stopsAfterSoManyErrors() {
    var bad = "{\"method\": \"DELETE\", \"path\": \"/Users/nobody\"}";

    assertThat(statuses(bulk(String.join(",", bad, bad, bad), ", \"failOnErrors\": 2"))).hasSize(2);
    assertThat(statuses(bulk(String.join(",", bad, bad, bad), ""))).hasSize(3);
  }

  @Test
  void refusesWhatIsTooMuchOrNoBulkRequest() {
    var one = "{\"method\": \"DELETE\", \"path\": \"/Users/nobody\"},";
    var many = one.repeat(BulkRequest.MAX_OPERATIONS) + one.substring(0, one.length() - 1);
    var post = "{\"method\": \"POST\", \"path\": \"/Users\", \"bulkId\": \"a\", \"data\": {}}";

    var tooMany = bulk(many, "");
    assertThat(tooMany.status()).isEqualTo(413);
    assertThat(tooMany.body().path("detail").asString()).contains("maxOperations (1000)");
    var tooLarge = bulk("", ", \"x\": \"%s\"".formatted("x".repeat(BulkRequest.MAX_PAYLOAD_SIZE)));
    assertThat(tooLarge.status()).isEqualTo(413);
    assertThat(tooLarge.body().path("detail").asString()).contains("maxPayloadSize (4194304)");
    assertThat(bulk(post + "," + post, "").scimType()).isEqualTo("invalidValue");
    assertThat(scim.post("/Bulk", "{\"Operations\": []}").scimType()).isEqualTo("invalidSyntax");
  }
}
