package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.scim.message.ScimJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Groups whose members a filter finds, over SCIM and the admin API.
class DynamicGroupsTest extends WithMuster {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private String group = "";
  private String ann = "";
  private String bob = "";

  @BeforeEach
  void fill() {
    ann = create("ann", "Engineer");
    bob = create("bob", "Clerk");
    group = muster.createGroup("engineers").id();
    rule("title eq \"Engineer\"");
  }

  @Test
  void findsWhoIsThereAlready() {
    assertThat(members()).containsExactly(ann);
  }

  @Test
  void followsEveryChangeOfAUser() {
    retitle(bob, "Engineer");
    assertThat(members()).containsExactlyInAnyOrder(ann, bob);

    retitle(ann, "Clerk");
    var cid = create("cid", "engineer");
    assertThat(members()).containsExactlyInAnyOrder(bob, cid);

    muster.scim("DELETE", "/Users/" + cid, "");
    assertThat(members()).containsExactly(bob);
  }

  @Test
  void takesBackWhatIsDoneToItsMembersByHand() {
    members();
    muster.patch(
        "/Groups/" + group,
        "{\"op\": \"add\", \"path\": \"members\", \"value\": [{\"value\": \"%s\"}]}"
            .formatted(bob));
    muster.patch(
        "/Groups/" + group,
        "{\"op\": \"remove\", \"path\": \"members[value eq \\\"%s\\\"]\"}".formatted(ann));

    assertThat(members()).containsExactly(ann);
  }

  @Test
  void looksAtEveryoneAgainWhenItsRuleChanges() {
    members();

    rule("title eq \"Clerk\" or userName sw \"an\"");

    assertThat(members()).containsExactlyInAnyOrder(ann, bob);
  }

  @Test
  void keepsItsMembersWhenItsRuleIsTaken() {
    members();
    muster.admin().delete("/tenants/acme/dynamic-groups/engineers");

    retitle(bob, "Engineer");

    assertThat(muster.adminGet("/dynamic-groups").path("dynamicGroups")).isEmpty();
    assertThat(ids()).containsExactly(ann);
  }

  @Test
  void refusesARuleThatIsNoneOrThatWouldDependOnItself() {
    assertThatThrownBy(() -> rule("titel eq \"x\"")).hasMessageContaining("titel");
    assertThatThrownBy(() -> rule("groups.value eq \"x\""))
        .hasMessageContaining("a rule cannot ask for \"groups\"");
  }

  private void rule(String rule) {
    muster
        .admin()
        .put("/tenants/acme/dynamic-groups/engineers", ScimJson.object().put("rule", rule));
  }

  private String create(String userName, String title) {
    return muster
        .scim(
            "POST",
            "/Users",
            """
            {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "%s", "title": "%s"}
            """
                .formatted(userName, title))
        .id();
  }

  private void retitle(String id, String title) {
    muster.patch(
        "/Users/" + id,
        "{\"op\": \"replace\", \"path\": \"title\", \"value\": \"%s\"}".formatted(title));
  }

  /// The members once they are what the rule says.
  private List<String> members() {
    var deadline = Instant.now().plus(PATIENCE);
    while (!muster.adminGet("/dynamic-groups/engineers").path("upToDate").booleanValue()) {
      assertThat(Instant.now()).isBefore(deadline);
      Thread.onSpinWait();
    }
    return ids();
  }

  private List<String> ids() {
    var ids = new ArrayList<String>();
    muster
        .scim("GET", "/Groups/" + group, "")
        .body()
        .path("members")
        .forEach(member -> ids.add(member.path("value").asString()));
    return ids;
  }
}
