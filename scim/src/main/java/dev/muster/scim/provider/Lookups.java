package dev.muster.scim.provider;

import dev.muster.scim.filter.FoldedText;
import dev.muster.scim.path.CheckedPath;
import dev.muster.scim.schema.DateTimeText;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.scim.schema.Uniqueness;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The values under which a resource can be found without reading documents.
public final class Lookups {
  private static final int LONGEST = 256;
  private static final int KEPT = 200;

  private Lookups() {}

  /// The document's distinct lookup values at the schema's indexed paths.
  public static List<LookupValue> of(ObjectNode document, ResourceSchema schema) {
    var lookups = new LinkedHashSet<LookupValue>();
    for (var path : schema.indexedPaths()) {
      collect(path, document, path.leaf().uniqueness() != Uniqueness.NONE, lookups);
    }
    if (schema.keepsMembers()) {
      twin(document).ifPresent(lookups::add);
    }
    return List.copyOf(lookups);
  }

  /// What makes a Group another's twin. Its name alone may be taken again (RFC 7643 §8.7.1); but
  /// who creates one with the externalId and the name of another does so by mistake, and Entra's
  /// validator wants to be told (RFC 7644 §3.3.1).
  private static Optional<LookupValue> twin(ObjectNode group) {
    var externalId = group.path("externalId");
    var name = group.path("displayName");
    return externalId.isString() && name.isString()
        ? Optional.of(
            new LookupValue(
                "externalId and displayName",
                shortened(externalId.stringValue() + "\n" + FoldedText.fold(name.stringValue())),
                true))
        : Optional.empty();
  }

  /// The document's distinct lookup values at one path.
  public static List<LookupValue> at(CheckedPath path, ObjectNode document, boolean unique) {
    var lookups = new LinkedHashSet<LookupValue>();
    collect(path, document, unique, lookups);
    return List.copyOf(lookups);
  }

  /// A value of the attribute's type in the form that lookup rows hold: equal values have one form,
  /// however they are written.
  public static String normalise(CheckedPath path, JsonNode value) {
    return switch (path.leaf().type()) {
      case STRING, REFERENCE, BINARY, COMPLEX -> normalise(path, value.asString());
      case BOOLEAN -> value.asString();
      // 1, 1.0 and 10e-1 are one number.
      case INTEGER, DECIMAL ->
          value.isNumber()
              ? normalise(path, value.decimalValue().stripTrailingZeros().toString())
              : normalise(path, value.asString());
      case DATE_TIME ->
          DateTimeText.parse(value.asString())
              .map(Instant::toString)
              .orElseGet(() -> normalise(path, value.asString()));
    };
  }

  /// A value in the form that lookup rows hold: folded unless the attribute is caseExact. One
  /// longer than 256 characters, which an index would refuse, becomes its first 200 and a digest of
  /// all.
  public static String normalise(CheckedPath path, String value) {
    return shortened(path.leaf().caseExact() ? value : FoldedText.fold(value));
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : beginning(text) + "#" + sha256(text);
  }

  // Half of a surrogate pair would be no valid UTF-8.
  private static String beginning(String text) {
    return text.substring(0, Character.isHighSurrogate(text.charAt(KEPT - 1)) ? KEPT - 1 : KEPT);
  }

  private static void collect(
      CheckedPath path, ObjectNode document, boolean unique, Set<LookupValue> lookups) {
    JsonNode container =
        path.extension().isEmpty() ? document : document.path(path.extension().get());
    collect(path, container.path(path.attribute().name()), unique, lookups);
  }

  private static void collect(
      CheckedPath path, JsonNode node, boolean unique, Set<LookupValue> lookups) {
    if (node.isArray()) {
      node.forEach(element -> collect(path, element, unique, lookups));
      return;
    }
    var value = path.subAttribute().map(sub -> node.path(sub.name())).orElse(node);
    if (value.isArray()) {
      value.forEach(element -> add(path, element, unique, lookups));
    } else {
      add(path, value, unique, lookups);
    }
  }

  private static void add(
      CheckedPath path, JsonNode value, boolean unique, Set<LookupValue> lookups) {
    if (value.isValueNode() && !value.isNull() && !value.asString().isEmpty()) {
      lookups.add(new LookupValue(path.toString(), normalise(path, value), unique));
    }
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
