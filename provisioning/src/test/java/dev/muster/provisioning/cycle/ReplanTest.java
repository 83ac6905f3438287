package dev.muster.provisioning.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.mapping.AttributeMapping;
import dev.muster.provisioning.mapping.DefaultMappings;
import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.provisioning.scope.ScopeOperator;
import dev.muster.provisioning.scope.ScopingFilter;
import dev.muster.provisioning.scope.ScopingFilter.Clause;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a change of the settings leads to.
class ReplanTest extends CycleFixture {

  @BeforeEach
  void provision() {
    for (var i = 0; i < 20; i++) {
      source.putUser("u" + i);
    }
    source.putUser("ann", "{\"userName\": \"ann\", \"active\": true, \"title\": \"Chief\"}");
    source.putUser("off", "{\"userName\": \"off\", \"active\": false}");
    source.putGroup("g", "ann", "u1");
    cycle();
    target.forget();
  }

  @Test
  void editedExpressionSendsWhatChangesAndReadsNothingOfTheTarget() {
    edit(users -> withTitle(users, "ToUpper([title])"));

    cycle();

    assertThat(target.sent())
        .singleElement()
        .asString()
        .endsWith("[{\"op\":\"replace\",\"path\":\"title\",\"value\":\"CHIEF\"}]");
    assertThat(store.replans(job)).isEmpty();
  }

  @Test
  void editThatChangesNoValueSendsNothing() {
    edit(users -> withTitle(users, "Coalesce([title], [nickName])"));

    cycle();

    assertThat(target.sent()).isEmpty();
  }

  @Test
  void editedFilterTakesOutWhoFallsOutWithTheirMemberships() {
    var filter =
        new ScopingFilter(
            List.of(
                new ScopingFilter.Group(
                    "Not Ann", List.of(Clause.of("userName", ScopeOperator.NOT_EQUALS, "ann")))));
    edit(users -> users.withFilter(filter));

    cycle();

    assertThat(target.user("ann").path("active").booleanValue()).isFalse();
    assertThat(target.memberNames("Group g")).containsExactly("u1");
  }

  @Test
  void doesNotLoseAChangeOfTheSourceThatCameMeanwhile() {
    edit(users -> withTitle(users, "ToUpper([title])"));
    source.putUser("ann", "{\"userName\": \"ann\", \"active\": true, \"title\": \"Boss\"}");
    source.putUser("new");

    cycle();

    assertThat(target.user("ann").path("title").asString()).isEqualTo("BOSS");
    assertThat(target.userNames()).contains("new");
  }

  private void edit(UnaryOperator<ObjectMapping> users) {
    var settings = store.find(job).map(ProvisioningJob::settings).orElseThrow();
    store.updateSettings(
        job,
        settings.withMappings(
            DefaultMappings.directoryToScim().stream()
                .map(mapping -> mapping.members() ? mapping : users.apply(mapping))
                .toList()));
  }

  private static ObjectMapping withTitle(ObjectMapping users, String expression) {
    return users.withAttributes(
        users.attributes().stream()
            .map(attribute ->
                attribute.target().equals("title")
                    ? AttributeMapping.of("title", expression)
                    : attribute)
            .toList());
  }
}
