package dev.muster.scim.schema;

import dev.muster.scim.message.ScimJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// The definitions that are part of this library, read from the JSON resources beside this package
/// (RFC 7643 §8.7.1).
final class ShippedSchemas {
  static final Schema USER = read("user.json");
  static final Schema GROUP = read("group.json");
  static final Schema ENTERPRISE_USER = read("enterprise-user.json");

  /// Attributes that every resource has without its schema saying so (RFC 7643 §3.1), and
  /// `schemas`. The latter is not caseExact although it is a reference: URNs ignore case (RFC 7643
  /// §2.1).
  static final List<Attribute> COMMON_ATTRIBUTES = read("common.json").attributes();

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

  private static Schema read(String resource) {
    try (var stream = ShippedSchemas.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("resource missing from the library: " + resource);
      }
      return SchemaJson.read(ScimJson.parseObject(stream.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
