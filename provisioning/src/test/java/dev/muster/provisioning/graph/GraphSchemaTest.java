package dev.muster.provisioning.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.provisioning.mapping.DefaultMappings;
import dev.muster.provisioning.mapping.MappingCompiler;
import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.provisioning.mapping.ObjectMapping.Flow;
import dev.muster.provisioning.mapping.TargetState.Reference;
import dev.muster.provisioning.scope.ScopeOperator;
import dev.muster.provisioning.scope.ScopingFilter;
import dev.muster.provisioning.scope.ScopingFilter.Clause;
import dev.muster.provisioning.source.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

class GraphSchemaTest {
  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  private static final String ZOE =
      """
      {"userName": "zoe@acme.example", "externalId": "5f3c", "active": false,
       "displayName": "Zoë Lee", "name": {"givenName": "Zoë", "familyName": "Lee"},
       "emails": [{"type": "work", "value": "zoe@acme.example"}],
       "addresses": [{"type": "work", "locality": "Zürich"}],
       "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":
         {"department": "Sales", "employeeNumber": "7", "manager": {"value": "m1"}},
       "nickName": "Zoe.L"}
      """;

  @Test
  void yieldsTheValuesThatEntraWouldHaveSent() {
    var users = SchemaReader.read(file(), names()).mappings().getFirst();

    var state = MappingCompiler.compile(users, Clock.systemUTC()).map(zoe());

    assertThat(state.desired().values())
        .containsEntry("userName", StringNode.valueOf("zoe@acme.example"))
        .containsEntry("active", BooleanNode.FALSE)
        .containsEntry("name.formatted", StringNode.valueOf("Zoë Lee"))
        .containsEntry("externalId", StringNode.valueOf("5f3c"))
        .containsEntry("userType", StringNode.valueOf("Employee"))
        .containsEntry("locale", StringNode.valueOf("en-US"))
        .containsEntry(ENTERPRISE + ":department", StringNode.valueOf("Sales"))
        .doesNotContainKey("profileUrl");
    assertThat(state.onCreate().values())
        .containsEntry("profileUrl", StringNode.valueOf("https://people.example/zoe.l"));
    assertThat(state.desired().references())
        .containsEntry(ENTERPRISE + ":manager", new Reference("User", "m1"));
  }

  @Test
  void carriesOverFiltersSwitchesAndMembers() {
    var mappings = imported().mappings();

    assertThat(mappings).extracting(ObjectMapping::objectType).containsExactly("User", "Group");
    assertThat(mappings.getFirst().flow()).containsExactlyInAnyOrder(Flow.CREATE, Flow.UPDATE);
    assertThat(mappings.getLast().members()).isTrue();
    assertThat(mappings.getFirst().filter().groups())
        .extracting(ScopingFilter.Group::title)
        .containsExactly("Sales abroad", "Staff");
    assertThat(mappings.getFirst().filter().groups().getFirst().clauses())
        .contains(Clause.of(ENTERPRISE + ":department", ScopeOperator.EQUALS, "Sales"));
  }

  @Test
  void namesWhatItCannotCarryOver() {
    assertThat(imported().notes())
        .singleElement()
        .asString()
        .endsWith("or they are named anew: mailNickname");
  }

  @Test
  void leavesOutAMappingWhoseExpressionIsNone() {
    var file = file();
    ((ObjectNode) file.at("/synchronizationRules/0/objectMappings/1/attributeMappings/2/source"))
        .put("expression", "Joim([displayName])");

    var imported = SchemaReader.read(file, names());

    assertThat(imported.notes())
        .contains(
            "displayName was left out: expression: unknown function \"Joim\"; did you mean \"Join\"? at column 1, in Joim([displayName])");
  }

  @Test
  void refusesAFilterThatItCannotCarryOver() {
    var file = file();
    ((ObjectNode) file.at("/synchronizationRules/0/objectMappings/1/scope/groups/0/clauses/0"))
        .put("operatorName", "SOUNDS LIKE");

    assertThatThrownBy(() -> SchemaReader.read(file, names()))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("SOUNDS LIKE");
  }

  @Test
  void readsBackWhatItWrites() {
    var filter =
        new ScopingFilter(
            List.of(
                new ScopingFilter.Group(
                    "Hired",
                    List.of(
                        Clause.of("startDate", ScopeOperator.DATE_REACHED, "-P7D"),
                        Clause.of("", ScopeOperator.MEMBER_OF, "g1")))));
    for (var mappings :
        List.of(
            imported().mappings(),
            DefaultMappings.directoryToScim(),
            List.of(DefaultMappings.directoryToScim().getFirst().withFilter(filter)))) {
      var written = SchemaWriter.write("app", mappings, new GraphNames(Map.of()));

      var read = SchemaReader.read(written, new GraphNames(Map.of()));

      assertThat(read.mappings()).isEqualTo(mappings);
    }
  }

  private static GraphNames names() {
    return new GraphNames(Map.of("mailNickname", "nickName"));
  }

  private static ImportedSchema imported() {
    return SchemaReader.read(file(), new GraphNames(Map.of()));
  }

  private static Entry zoe() {
    return new Entry("User", "u1", "Zoë", (ObjectNode) JsonMapper.shared().readTree(ZOE));
  }

  private static ObjectNode file() {
    try (var in =
        Objects.requireNonNull(GraphSchemaTest.class.getResourceAsStream("entra-schema.json"))) {
      return (ObjectNode) JsonMapper.shared().readTree(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
