package dev.muster.conformance.suite;

import dev.muster.conformance.check.CheckEnd;
import dev.muster.conformance.check.Json;
import dev.muster.conformance.check.Resource;
import dev.muster.conformance.check.Trial;
import dev.muster.conformance.provider.Urns;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What is common to checks with users.
public final class Person {
  private Person() {}

  /// Skips the check if users do not have these attributes.
  public static void needs(Trial t, String... attributes) {
    for (var attribute : attributes) {
      if (!t.users().has(attribute)) {
        throw new CheckEnd.Skip("users have no attribute " + attribute);
      }
    }
  }

  /// A new user, where users have these attributes.
  public static Resource with(Trial t, String... attributes) {
    needs(t, attributes);
    return t.create(t.users());
  }

  /// Skips the check if users have no enterprise extension.
  public static void needsEnterprise(Trial t) {
    if (t.users().findExtension(Urns.ENTERPRISE).isEmpty()) {
      throw new CheckEnd.Skip("users have no enterprise extension");
    }
  }

  /// The values of a user's emails of a type.
  public static List<String> emails(JsonNode user, String type) {
    return Json.list(user.path("emails")).stream()
        .filter(email -> email.path("type").asString("").equals(type))
        .map(email -> email.path("value").asString(""))
        .toList();
  }

  /// A user's first email as it was made.
  public static String email(Resource user) {
    return user.json().path("emails").path(0).path("value").asString("");
  }

  /// A reference to a resource, as `$ref` has it.
  public static String reference(Trial t, Resource resource) {
    return t.base() + resource.path();
  }
}
