package dev.muster.scim.resource;

import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.Returned;
import tools.jackson.databind.JsonNode;

/// A value as an error message may show it: not too long, and never a password.
final class Excerpt {
  private static final int LONGEST = 100;

  private Excerpt() {}

  static String of(Attribute attribute, JsonNode value) {
    if (attribute.returned() == Returned.NEVER) {
      return "something else";
    }
    var text = value.toString();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
