package dev.muster.provisioning.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.provisioning.mapping.ObjectMapping.Leaver;
import dev.muster.provisioning.mapping.TargetState.Reference;
import dev.muster.provisioning.source.Entry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class DefaultMappingsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-31T09:30:00Z"), ZoneOffset.UTC);
  private static final String MANAGER =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager";

  @Test
  void provisionsAUserOfTheDirectory() {
    var user =
        """
        {"userName": "zoe",
         "name": {"givenName": "Zoë", "familyName": "Ott"},
         "displayName": "Zoë Ott",
         "emails": [{"type": "home", "value": "z@home.example"},
                    {"type": "work", "value": "z@work.example", "primary": true}],
         "addresses": [{"type": "work", "locality": "Brno", "country": "CZ"}],
         "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {
           "employeeNumber": "7", "manager": {"value": "e9", "displayName": "Max"}}}
        """;
    var expected =
        """
        {"userName": "zoe",
         "externalId": "e1",
         "active": true,
         "displayName": "Zoë Ott",
         "name": {"givenName": "Zoë", "familyName": "Ott", "formatted": "Zoë Ott"},
         "emails": [{"type": "work", "value": "z@work.example"}],
         "addresses": [{"type": "work", "locality": "Brno", "country": "CZ"}],
         "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {
           "employeeNumber": "7", "manager": {"value": "t9"}}}
        """;
    var mapping = compile(DefaultMappings.directoryToScim().getFirst());

    var created = mapping.map(entry("User", user)).onCreate();

    assertThat(created.references()).containsEntry(MANAGER, new Reference("User", "e9"));
    assertThat(mapping.body(created, Map.of(MANAGER, "t9"))).isEqualTo(json(expected));
    assertThat(mapping.matchingValues(created))
        .containsExactly(new MatchingValue("userName", "zoe", false));
  }

  @Test
  void fillsTheDirectoryFromAPersonnelFile() {
    var row =
        """
        {"employee_id": "7", "user_name": "zoe", "given_name": "Zoë", "family_name": "Ott",
         "display_name": "", "email": "z@work.example", "title": "Nurse", "department": "Care",
         "cost_center": "42", "division": "", "manager_id": "9", "hire_date": "2020-01-01",
         "leave_date": "", "active": "", "shoe_size": "38"}
        """;
    var expected =
        """
        {"externalId": "7",
         "userName": "zoe",
         "active": true,
         "displayName": "Zoë Ott",
         "name": {"givenName": "Zoë", "familyName": "Ott"},
         "title": "Nurse",
         "emails": [{"type": "work", "value": "z@work.example"}],
         "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {
           "employeeNumber": "7", "department": "Care", "costCenter": "42"}}
        """;
    var mapping = compile(DefaultMappings.csvToDirectory().getFirst());

    var created = mapping.map(entry("User", row)).onCreate();

    assertThat(created.references()).containsEntry(MANAGER, new Reference("User", "9"));
    assertThat(mapping.body(created, Map.of())).isEqualTo(json(expected));
    assertThat(mapping.matchingValues(created))
        .containsExactly(
            new MatchingValue("externalId", "7", true),
            new MatchingValue("userName", "zoe", false));
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', true",
    "false, '', false",
    "True, '', true",
    "true, 2026-03-31, false",
    "true, 2026-04-01, true",
    "false, 2026-04-01, false",
    "true, 3/30/2026, false",
    "no, '', false"
  })
  void isActiveUntilTheLeaveDate(String active, String leaveDate, boolean expected) {
    var mapping = compile(DefaultMappings.csvToDirectory().getFirst());
    var row = "{\"active\": \"%s\", \"leave_date\": \"%s\"}".formatted(active, leaveDate);

    assertThat(mapping.map(entry("User", row)).desired().values().get("active"))
        .isEqualTo(json(String.valueOf(expected)));
  }

  @Test
  void provisionsGroupsByTheirNameAndId() {
    var toScim = compile(DefaultMappings.directoryToScim().getLast());
    var toDirectory = compile(DefaultMappings.csvToDirectory().getLast());
    var expected =
        """
        {"displayName": "Nurses", "externalId": "e1"}
        """;

    assertThat(
            toScim.body(
                toScim.map(entry("Group", "{\"displayName\": \"Nurses\"}")).onCreate(), Map.of()))
        .isEqualTo(json(expected));
    assertThat(
            toDirectory.body(
                toDirectory.map(entry("Group", "{\"display_name\": \"Nurses\"}")).onCreate(),
                Map.of()))
        .isEqualTo(json(expected));
  }

  @Test
  void deletesNoUser() {
    for (var mappings :
        List.of(DefaultMappings.directoryToScim(), DefaultMappings.csvToDirectory())) {
      assertThat(mappings).extracting(ObjectMapping::objectType).containsExactly("User", "Group");
      assertThat(mappings.getFirst().missing()).isEqualTo(Leaver.DISABLE);
      assertThat(mappings.getFirst().outOfScope()).isEqualTo(Leaver.DISABLE);
      assertThat(mappings.getLast().members()).isTrue();
    }
  }

  private static CompiledMapping compile(ObjectMapping mapping) {
    return MappingCompiler.compile(mapping, CLOCK);
  }

  private static Entry entry(String type, String attributes) {
    return new Entry(type, "e1", "Zoë", (ObjectNode) json(attributes));
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
