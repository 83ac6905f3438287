package dev.muster.scim.schema;

import dev.muster.scim.message.ScimJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// The definitions that are part of this library, read from the JSON resources beside this package
/// (RFC 7643 §8.7).
final class ShippedSchemas {
  static final Schema USER = SchemaJson.read(json("user.json"));
  static final Schema GROUP = SchemaJson.read(json("group.json"));
  static final Schema ENTERPRISE_USER = SchemaJson.read(json("enterprise-user.json"));

  static final List<Schema> OF_DISCOVERY =
      Stream.of("service-provider-config.json", "resource-type.json", "schema.json")
          .map(resource -> SchemaJson.readOfDiscovery(json(resource)))
          .toList();

  /// Attributes that every resource has without its schema saying so (RFC 7643 §3.1), and
  /// `schemas`. The latter is not caseExact although it is a reference: URNs ignore case (RFC 7643
  /// §2.1).
  static final List<Attribute> COMMON_ATTRIBUTES =
      SchemaJson.read(json("common.json")).attributes();

  static final ResourceType USER_TYPE =
      new ResourceType(
          "User",
          "/Users",
          "User Account",
          SchemaUrn.USER,
          List.of(new ResourceType.Extension(SchemaUrn.ENTERPRISE_USER, false)));

  static final ResourceType GROUP_TYPE =
      new ResourceType("Group", "/Groups", "Group", SchemaUrn.GROUP, List.of());

  private ShippedSchemas() {}

  private static ObjectNode json(String resource) {
    try (var stream = ShippedSchemas.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("resource missing from the library: " + resource);
      }
      return ScimJson.parseObject(stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
