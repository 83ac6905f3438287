package dev.muster.provisioning.log;

import dev.muster.provisioning.mapping.AttributeMapping;
import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.path.AttributePath;
import dev.muster.scim.path.PatchPath;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.Mutability;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.scim.schema.Returned;
import dev.muster.scim.schema.SchemaRegistry;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which lines of a mapping write what no log may show, as the target's schema says: attributes
/// that are never returned or writeOnly (RFC 7643 §7), and passwords whatever the schema says.
public final class SecretPaths {
  private static final String PASSWORD = "password";

  private SecretPaths() {}

  /// The target paths of those lines.
  public static Set<String> of(ObjectMapping mapping, SchemaRegistry schemas) {
    var schema = schemas.findResourceType(mapping.objectType());
    return mapping.attributes().stream()
        .map(AttributeMapping::target)
        .filter(path ->
            attribute(path)
                .map(attribute ->
                    isPassword(attribute)
                        || schema.map(type -> hides(type, attribute)).orElse(false))
                .orElse(false))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Optional<AttributePath> attribute(String path) {
    try {
      return Optional.of(PatchPath.parse(path).path());
    } catch (ScimException e) {
      // A path that is none is refused where the mapping is compiled.
      return Optional.empty();
    }
  }

  private static boolean isPassword(AttributePath path) {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(PASSWORD);
  }

  private static boolean hides(ResourceSchema schema, AttributePath path) {
    return schema
        .find(path)
        .map(found -> secret(found.attribute()) || secret(found.leaf()))
        .orElse(false);
  }

  private static boolean secret(Attribute attribute) {
    return attribute.returned() == Returned.NEVER
        || attribute.mutability() == Mutability.WRITE_ONLY;
  }
}
