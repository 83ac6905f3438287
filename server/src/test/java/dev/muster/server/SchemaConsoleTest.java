package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The schema editor: what is made in it is there for clients, and what does not fit is refused.
class SchemaConsoleTest extends WithMuster {
  private static final String STAFF = "urn:acme:scim:2.0:Staff";
  private static final String SCHEMA = "/t/acme/schema";
  private static final String ONE =
      SCHEMA + "/schemas/" + URLEncoder.encode(STAFF, StandardCharsets.UTF_8);

  private final HttpClient http = HttpClient.newHttpClient();
  private ConsoleClient ada;

  @BeforeEach
  void signIn() {
    ada =
        ConsoleClient.somebody(
            http, muster, "ada@example.com", "[{\"role\": \"platform-administrator\"}]");
  }

  @AfterEach
  void close() {
    http.close();
  }

  private String makeStaff() {
    return ada.submit(
        SCHEMA + "/extension",
        Map.of(
            "type",
            "User",
            "urn",
            STAFF,
            "name",
            "Staff",
            "attribute",
            "badge",
            "attributeType",
            "string"));
  }

  private String save(Map<String, String> changed) {
    var fields = new HashMap<String, String>();
    fields.put("path", "");
    fields.put("parent", "");
    fields.put("type", "string");
    fields.put("mutability", "readWrite");
    fields.put("returned", "default");
    fields.put("uniqueness", "none");
    fields.putAll(changed);
    return ada.submit(ONE + "/attribute", fields);
  }

  private Muster.Answer hire(String userName, String staff) {
    return muster.scim(
        "POST",
        "/Users",
        """
        {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "%1$s"], "userName": "%2$s", "%1$s": %3$s}
        """
            .formatted(STAFF, userName, staff));
  }

  private String schemas() {
    return muster.scim("GET", "/Schemas", "").body().toString();
  }

  @Test
  void extensionIsThereForClientsAtOnce() {
    assertThat(ada.get(SCHEMA).body())
        .contains("Attributes of your own")
        .contains("EnterpriseUser");
    assertThat(hire("before", "{\"badge\": \"1\"}").status()).isEqualTo(400);

    assertThat(makeStaff()).contains("User can have badge now").contains("used by User");

    assertThat(hire("ann", "{\"badge\": \"A1\"}").status()).isEqualTo(201);
    assertThat(ada.get(SCHEMA).body()).contains(STAFF).doesNotContain("Attributes of your own");
    assertThat(makeStaff()).contains("there is a schema");
  }

  @Test
  void attributesAreAddedChangedAndRemoved() {
    makeStaff();
    assertThat(
            save(
                Map.of(
                    "name",
                    "office",
                    "type",
                    "complex",
                    "multiValued",
                    "on",
                    "subAttributes",
                    "city string\nfloor integer")))
        .contains("office.city")
        .contains("office.floor")
        .contains("several values");
    assertThat(save(Map.of("name", "site", "canonicalValues", "Bern\nOslo")))
        .contains("Bern, Oslo");
    assertThat(save(Map.of("name", "desk", "parent", "office", "description", "By the window")))
        .contains("office.desk")
        .contains("By the window");
    assertThat(save(Map.of("path", "badge", "uniqueness", "server", "caseExact", "on")))
        .contains("unique, server")
        .contains("case counts");
    assertThat(schemas()).contains("By the window").contains("Bern");

    assertThat(hire("ann", "{\"badge\": \"A1\"}").status()).isEqualTo(201);
    assertThat(hire("bob", "{\"badge\": \"A1\"}").status()).as("unique").isEqualTo(409);
    assertThat(ada.submit(ONE + "/attribute/remove", Map.of("path", "office.desk")))
        .contains("office.desk is gone");
    assertThat(schemas()).doesNotContain("By the window");
  }

  @Test
  void whatPeopleHaveIsNeverBroken() {
    makeStaff();
    hire("ann", "{\"badge\": \"A1\"}");
    assertThat(save(Map.of("path", "badge", "type", "integer"))).contains("badge").contains("1 ");
    assertThat(ada.submit(ONE + "/attribute/remove", Map.of("path", "badge")))
        .contains("alert-danger");
    assertThat(ada.submit(ONE + "/remove", Map.of())).contains("alert-danger");
    assertThat(schemas()).contains(STAFF);

    assertThat(ada.submit(ONE + "/attribute/remove", Map.of("path", "nothing")))
        .contains("no attribute");
    assertThat(save(Map.of("name", "2nd"))).contains("a name is a letter");
  }

  @Test
  void attributeGetsAnIndexAndLosesIt() {
    makeStaff();
    hire("ann", "{\"badge\": \"A1\"}");
    var attribute = Map.of("attribute", STAFF + ":badge", "schema", STAFF);
    assertThat(ada.submit(SCHEMA + "/indexes", attribute))
        .contains("get an index")
        .contains("complete");
    assertThat(ada.get(SCHEMA).body()).contains("Remove the index of " + STAFF + ":badge");
    assertThat(ada.submit(SCHEMA + "/indexes/remove", Map.of("attribute", STAFF + ":badge")))
        .doesNotContain("Remove the index of");
  }

  @Test
  void resourceTypeIsMadeExtendedAndRemoved() {
    makeStaff();
    var made =
        ada.submit(
            SCHEMA + "/type",
            Map.of(
                "name",
                "Device",
                "endpoint",
                "/Devices",
                "description",
                "Laptops",
                "urn",
                "urn:acme:scim:2.0:Device",
                "attribute",
                "serial",
                "attributeType",
                "string"));
    assertThat(made).contains("Clients find Device at /Devices now");
    var device =
        muster.scim(
            "POST",
            "/Devices",
            "{\"schemas\": [\"urn:acme:scim:2.0:Device\"], \"serial\": \"X1\"}");
    assertThat(device.status()).isEqualTo(201);

    assertThat(ada.submit(SCHEMA + "/types/Device", Map.of("has:" + STAFF, "on")))
        .contains("Saved");
    assertThat(muster.scim("GET", "/ResourceTypes/Device", "").body().toString()).contains(STAFF);
    assertThat(ada.submit(SCHEMA + "/types/Device/remove", Map.of())).contains("alert-danger");
    muster.scim("DELETE", "/Devices/" + device.id(), "");
    assertThat(ada.submit(SCHEMA + "/types/Device/remove", Map.of())).contains("Device is gone");
    assertThat(muster.scim("GET", "/Devices", "").status()).isEqualTo(404);
  }

  @Test
  void unusedExtensionGoesFromTheTypesThatHadIt() {
    makeStaff();
    assertThat(ada.submit(ONE + "/remove", Map.of())).contains(STAFF + " is gone");
    assertThat(muster.scim("GET", "/ResourceTypes/User", "").body().toString())
        .doesNotContain(STAFF);
    assertThat(schemas()).doesNotContain(STAFF);
  }

  @Test
  void whoMayOnlyReadSeesItGreyedOut() {
    makeStaff();
    var reader =
        ConsoleClient.somebody(
            http, muster, "rea@example.com", "[{\"role\": \"reader\", \"tenant\": \"acme\"}]");
    assertThat(reader.get(ONE).body()).contains("greyed out").contains("disabled");
    assertThat(reader.submit(ONE + "/attribute/remove", Map.of("path", "badge")))
        .contains("does not allow it");
    assertThat(schemas()).contains("badge");
  }
}
