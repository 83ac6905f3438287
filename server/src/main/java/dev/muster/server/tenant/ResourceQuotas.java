package dev.muster.server.tenant;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.RequestFields;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/// How many resources a tenant may have; what has no quota has no limit.
///
/// @param others for each resource type that is neither User nor Group
public record ResourceQuotas(OptionalLong users, OptionalLong groups, OptionalLong others) {
  private static final String USERS = "maxUsers";
  private static final String GROUPS = "maxGroups";
  private static final String OTHERS = "maxOfOtherTypes";

  static ResourceQuotas read(RequestFields fields) {
    var quotas =
        new ResourceQuotas(quota(fields, USERS), quota(fields, GROUPS), quota(fields, OTHERS));
    fields.refuseOthers();
    return quotas;
  }

  /// The most that there may be of a resource type.
  public OptionalLong most(String resourceType) {
    return switch (resourceType) {
      case "User" -> users;
      case "Group" -> groups;
      default -> others;
    };
  }

  ObjectNode toJson() {
    var json = ScimJson.object();
    users.ifPresent(most -> json.put(USERS, most));
    groups.ifPresent(most -> json.put(GROUPS, most));
    others.ifPresent(most -> json.put(OTHERS, most));
    return json;
  }

  private static OptionalLong quota(RequestFields fields, String name) {
    var given = fields.findInteger(name);
    if (given.isEmpty()) {
      return OptionalLong.empty();
    }
    if (given.get() < 0) {
      throw fields.invalid(name, "%d is less than 0".formatted(given.get()));
    }
    return OptionalLong.of(given.get());
  }
}
