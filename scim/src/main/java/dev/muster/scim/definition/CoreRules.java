package dev.muster.scim.definition;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.Mutability;
import dev.muster.scim.schema.ResourceType;
import dev.muster.scim.schema.Returned;
import dev.muster.scim.schema.Schema;
import dev.muster.scim.schema.SchemaRegistry;
import dev.muster.scim.schema.Uniqueness;
import java.util.Optional;

/// What a tenant may make of User, Group and EnterpriseUser. Clients know them by RFC 7643, so a
/// tenant may only ask for more than it does: an optional attribute may become required (externalId
/// too), a value unique, a readWrite attribute immutable, one that is returned by default returned
/// on request or never; canonical values are suggestions and may be others. Attributes of a
/// tenant's own belong into an extension.
final class CoreRules {
  private CoreRules() {}

  static void require(Schema core, Schema own) {
    if (!core.id().equals(own.id())) {
      throw ScimException.invalidValue(
          "schema \"%s\": RFC 7643 spells it \"%s\"".formatted(own.id(), core.id()));
    }
    for (var attribute : core.attributes()) {
      var label = core.id() + ":" + attribute.name();
      var found =
          own.findAttribute(attribute.name()).orElseThrow(() -> refused(label, "left out", "it"));
      require(label, attribute, found);
    }
    for (var attribute : own.attributes()) {
      if (core.findAttribute(attribute.name()).isEmpty()) {
        requireCommon(core, attribute);
      }
    }
  }

  static void require(ResourceType core, ResourceType own) {
    if (!core.name().equals(own.name())
        || !core.endpoint().equals(own.endpoint())
        || !core.schema().equals(own.schema())) {
      throw ScimException.invalidValue(
          ("resource type \"%s\": RFC 7643 has it at \"%s\" with schema \"%s\"; a tenant may choose"
                  + " its extensions and description")
              .formatted(core.name(), core.endpoint(), core.schema()));
    }
  }

  private static void requireCommon(Schema core, Attribute attribute) {
    if (!attribute.name().equals("externalId")) {
      throw ScimException.invalidValue(
          "schema \"%s\" is RFC 7643's and has no attribute \"%s\"; define it in an extension"
              .formatted(core.id(), attribute.name()));
    }
    var common =
        SchemaRegistry.core()
            .findResourceType("User")
            .flatMap(user -> user.baseAttributes().find(attribute.name()))
            .orElseThrow();
    require(core.id() + ":" + attribute.name(), common, attribute);
  }

  private static void require(String label, Attribute core, Attribute own) {
    requireSame(label, "name", core.name(), own.name());
    requireSame(label, "type", core.type().keyword(), own.type().keyword());
    requireSame(label, "multiValued", core.multiValued(), own.multiValued());
    requireSame(label, "caseExact", core.caseExact(), own.caseExact());
    requireSame(label, "referenceTypes", core.referenceTypes(), own.referenceTypes());
    if (core.required() && !own.required()) {
      throw refused(label, "optional", "required");
    }
    if (core.uniqueness() != Uniqueness.NONE && own.uniqueness() == Uniqueness.NONE) {
      throw refused(label, "not unique", "unique");
    }
    if (core.mutability() != own.mutability()
        && !(core.mutability() == Mutability.READ_WRITE
            && own.mutability() == Mutability.IMMUTABLE)) {
      throw refused(label, own.mutability().keyword(), core.mutability().keyword());
    }
    if (core.returned() != own.returned()
        && !(core.returned() == Returned.DEFAULT && own.returned() != Returned.ALWAYS)) {
      throw refused(label, "returned: " + own.returned().keyword(), core.returned().keyword());
    }
    requireParts(label, core, own);
  }

  private static void requireParts(String label, Attribute core, Attribute own) {
    for (var sub : core.subAttributes()) {
      var found = own.findSubAttribute(sub.name());
      require(
          label + "." + sub.name(),
          sub,
          found.orElseThrow(() -> refused(label, "without " + sub.name(), "it")));
    }
    Optional<Attribute> added =
        own.subAttributes().stream()
            .filter(sub -> core.findSubAttribute(sub.name()).isEmpty())
            .findFirst();
    if (added.isPresent()) {
      throw refused(label + "." + added.get().name(), "there", "no such sub-attribute");
    }
  }

  private static void requireSame(String label, String what, Object core, Object own) {
    if (!core.equals(own)) {
      throw refused(label, "%s: %s".formatted(what, own), core);
    }
  }

  private static ScimException refused(String label, Object own, Object core) {
    return ScimException.invalidValue(
        "attribute \"%s\" cannot be %s: RFC 7643 has %s, and a tenant may only ask for more than it"
            .formatted(label, own, core));
  }
}
