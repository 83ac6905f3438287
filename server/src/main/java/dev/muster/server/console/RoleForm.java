package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// The fields in which somebody is given a role, and roles in words.
final class RoleForm {
  private RoleForm() {}

  /// The tenants to choose from.
  static List<String> tenants(Visit visit) {
    var tenants = new ArrayList<String>();
    for (var tenant : visit.api().get("/tenants").path("tenants")) {
      tenants.add(tenant.path("name").asString());
    }
    return tenants;
  }

  /// What was chosen, as the admin API takes it.
  static ArrayNode roles(Form form) {
    var roles = ScimJson.object().putArray("roles");
    var role = roles.addObject().put("role", form.text("role"));
    for (var about : List.of("tenant", "application")) {
      if (!form.text(about).isEmpty()) {
        role.put(about, form.text(about));
      }
    }
    return roles;
  }

  /// `application owner of acme for Slack`.
  static String words(JsonNode roles) {
    var all = new ArrayList<String>();
    for (var role : roles) {
      var words = new StringBuilder(role.path("role").asString().replace('-', ' '));
      role.path("tenant").asStringOpt().ifPresent(name -> words.append(" of ").append(name));
      role.path("application").asStringOpt().ifPresent(name -> words.append(" for ").append(name));
      all.add(words.toString());
    }
    return String.join(", ", all);
  }
}
