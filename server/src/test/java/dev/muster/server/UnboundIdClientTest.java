package dev.muster.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.scim2.client.ScimService;
import com.unboundid.scim2.common.exceptions.ResourceConflictException;
import com.unboundid.scim2.common.exceptions.ResourceNotFoundException;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.types.Email;
import com.unboundid.scim2.common.types.GroupResource;
import com.unboundid.scim2.common.types.Member;
import com.unboundid.scim2.common.types.Name;
import com.unboundid.scim2.common.types.UserResource;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.cli.AdminClient;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.nio.file.Path;
import java.util.List;
import org.glassfish.jersey.client.ClientConfig;
import org.glassfish.jersey.jnh.connector.JavaNetHttpConnectorProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A SCIM client that others wrote, against the server.
class UnboundIdClientTest {
  @TempDir Path folder;

  @Test
  void createsFindsModifiesAndDeletes() throws ScimException {
    try (var server = MusterServer.start(Configuration.local(folder))) {
      var tenant =
          new AdminClient(server.baseUrl(), server.adminToken())
              .post("/tenants", ScimJson.object().put("name", "acme"));
      ClientRequestFilter bearer =
          request ->
              request
                  .getHeaders()
                  .add("Authorization", "Bearer " + tenant.path("token").asString());
      var http =
          ClientBuilder.newClient(
              new ClientConfig()
                  .connectorProvider(new JavaNetHttpConnectorProvider())
                  .register(bearer));
      try (http) {
        exercise(new ScimService(http.target(tenant.path("tenantUrl").asString())));
      }
    }
  }

  private static void exercise(ScimService scim) throws ScimException {
    var ann = scim.create("Users", user("ann"));
    var annId = requireNonNull(ann.getId());
    var read = scim.retrieve("Users", annId, UserResource.class);
    assertThat(requireNonNull(read.getName()).getFamilyName()).isEqualTo("Ångström");
    assertThatThrownBy(() -> scim.create("Users", user("ANN")))
        .isInstanceOf(ResourceConflictException.class);

    var found =
        scim.searchRequest("Users").filter("userName eq \"ann\"").invoke(UserResource.class);
    assertThat(found.getTotalResults()).isEqualTo(1);

    var moved =
        scim.modifyRequest("Users", annId)
            .replaceValue("title", "Boss")
            .replaceValue("active", false)
            .invoke(UserResource.class);
    assertThat(moved.getTitle()).isEqualTo("Boss");
    assertThat(moved.getActive()).isFalse();

    var group =
        scim.create(
            "Groups",
            new GroupResource()
                .setDisplayName("Sales")
                .setMembers(List.of(new Member().setValue(annId))));
    assertThat(
            scim.retrieve("Groups", requireNonNull(group.getId()), GroupResource.class)
                .getMembers())
        .extracting(Member::getValue)
        .containsExactly(annId);

    assertThat(requireNonNull(scim.getServiceProviderConfig().getPatch()).isSupported()).isTrue();
    assertThat(scim.getResourceTypes().getResources()).hasSize(2);
    scim.delete("Users", annId);
    assertThatThrownBy(() -> scim.retrieve("Users", annId, UserResource.class))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  private static UserResource user(String userName) {
    var user = new UserResource();
    user.setUserName(userName);
    user.setActive(true);
    user.setName(new Name().setGivenName("Ann").setFamilyName("Ångström"));
    user.setEmails(new Email().setType("work").setValue(userName + "@example.com"));
    return user;
  }
}
