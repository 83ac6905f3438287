package dev.muster.server.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.dialect.Dialect;
import dev.muster.scim.dialect.DialectRequest;
import dev.muster.scim.dialect.Preset;
import dev.muster.scim.filter.Filter;
import dev.muster.scim.filter.FilterChecker;
import dev.muster.scim.filter.FilterEvaluator;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.scim.schema.ResourceType;
import dev.muster.scim.schema.SchemaJson;
import dev.muster.scim.schema.SchemaRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The examples of scimmy's own tests: filters that it parses, and which of four resources they
/// match.
class FilterVectorsTest {
  private static final String URN = "urn:example:params:scim:schemas:2.0:Vector";
  private static final SchemaRegistry SCHEMAS =
      new SchemaRegistry(
          List.of(
              SchemaJson.read(
                  ScimJson.parseObject(
                      """
                      {"id": "%s", "attributes": [
                        {"name": "userName", "caseExact": true},
                        {"name": "date", "type": "dateTime"},
                        {"name": "number", "type": "integer"},
                        {"name": "exists", "type": "boolean"},
                        {"name": "name", "type": "complex", "subAttributes": [
                          {"name": "formatted", "caseExact": true},
                          {"name": "givenName"}, {"name": "familyName"}]},
                        {"name": "emails", "type": "complex", "multiValued": true, "subAttributes": [
                          {"name": "type"}, {"name": "value"},
                          {"name": "primary", "type": "boolean"}]}]}
                      """
                          .formatted(URN)))),
          List.of(new ResourceType("Vector", "/Vectors", "", URN, List.of())));
  private static final ResourceSchema SCHEMA = SCHEMAS.findResourceType("Vector").orElseThrow();
  private static final Dialect DEFAULT = Dialect.of(Preset.AUTO, Set.of(), Set.of());

  @Test
  void differsInNothingButWhatThePageLists() throws IOException {
    var file = PublicSuites.require().resolve("vectors").resolve("scimmy-filter.json");
    var vectors = ScimJson.parseObject(Files.readAllBytes(file));

    var differing = new TreeSet<String>();
    addUnread(vectors.path("parse"), "source", differing);
    addUnread(vectors.path("expression"), "target", differing);
    var match = vectors.path("match");
    match
        .path("targets")
        .forEach(group ->
            group.forEach(each -> {
              var filter = ScimmyExpression.text(each.path("expression"));
              if (!matching(filter, match.path("source")).equals(ids(each.path("expected")))) {
                differing.add(filter);
              }
            }));

    assertThat(differing).isEqualTo(PublicSuites.listed("scimmy's filter vectors"));
  }

  private static void addUnread(JsonNode groups, String member, Set<String> differing) {
    groups.forEach(group ->
        group.forEach(each -> {
          if (!isRead(each.path(member).asString())) {
            differing.add(each.path(member).asString());
          }
        }));
  }

  /// The filter as the provider of a tenant with the default settings sees it.
  private static String inRfcForm(String filter) {
    var request =
        new DialectRequest(
            DialectRequest.Kind.QUERY,
            SCHEMAS,
            Optional.of(SCHEMA),
            Optional.empty(),
            false,
            Optional.of(filter),
            Optional.empty());
    return DEFAULT.apply(request).request().filter().orElseThrow();
  }

  private static boolean isRead(String filter) {
    try {
      Filter.parse(inRfcForm(filter));
      return true;
    } catch (ScimException e) {
      return false;
    }
  }

  /// Ids of the resources that match; nothing's when the filter is refused.
  private static Set<String> matching(String filter, JsonNode resources) {
    try {
      var checked = FilterChecker.check(inRfcForm(filter), SCHEMA);
      var matching = new TreeSet<String>();
      for (var resource : resources) {
        if (FilterEvaluator.matches(checked, (ObjectNode) resource)) {
          matching.add(resource.path("id").asString());
        }
      }
      return matching;
    } catch (ScimException e) {
      return Set.of("refused");
    }
  }

  private static Set<String> ids(JsonNode expected) {
    var ids = new ArrayList<String>();
    expected.forEach(id -> ids.add(id.asString()));
    return new TreeSet<>(ids);
  }
}
