package dev.muster.server.tenant;

import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.Mutability;
import dev.muster.scim.schema.Returned;
import dev.muster.scim.schema.SchemaRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Takes out of requests and answers what must not be kept: values of attributes whose schema says
/// that they are never returned or writeOnly (RFC 7643 §7), and of those that the tenant names. It
/// rather takes out too much: a name counts wherever it stands in a path.
public final class Redaction {
  /// What stands in the place of a value.
  public static final String HIDDEN = "[redacted]";

  private static final JsonNode HIDDEN_NODE = StringNode.valueOf(HIDDEN);
  private static final Pattern BETWEEN_NAMES = Pattern.compile("[^\\p{Alnum}_$-]+");
  private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

  private final Set<String> names = new HashSet<>();

  Redaction(SchemaRegistry schemas, Set<String> alsoHidden) {
    // Whatever a tenant's schemas say: nobody has a use for passwords in a log.
    names.add("password");
    alsoHidden.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    schemas.schemas().forEach(schema -> addSecrets(schema.attributes()));
  }

  private Redaction(Set<String> names) {
    this.names.addAll(names);
  }

  /// This redaction, of some attributes more.
  public Redaction alsoHiding(Set<String> more) {
    if (more.isEmpty()) {
      return this;
    }
    var wider = new Redaction(names);
    more.forEach(name -> wider.names.add(name.toLowerCase(Locale.ROOT)));
    return wider;
  }

  private void addSecrets(List<Attribute> attributes) {
    for (var attribute : attributes) {
      if (attribute.returned() == Returned.NEVER
          || attribute.mutability() == Mutability.WRITE_ONLY) {
        names.add(attribute.name().toLowerCase(Locale.ROOT));
      }
      addSecrets(attribute.subAttributes());
    }
  }

  /// The message without what must not be kept; the given one is not changed.
  public JsonNode of(JsonNode message) {
    var copy = message.deepCopy();
    hide(copy);
    return copy;
  }

  /// A filter, or a whole query, with its literals hidden if it is about something hidden.
  public String ofFilter(String text) {
    return hides(text) ? LITERAL.matcher(text).replaceAll('"' + HIDDEN + '"') : text;
  }

  private void hide(JsonNode node) {
    switch (node) {
      case ObjectNode object -> hideMembers(object);
      case ArrayNode array -> array.forEach(this::hide);
      default -> {
        // a value under a name that may be shown
      }
    }
  }

  private void hideMembers(ObjectNode object) {
    // The value of a PATCH operation goes by the operation's path.
    if (object.path("path").isString() && hides(object.path("path").stringValue())) {
      object.replace("value", HIDDEN_NODE);
      object.put("path", ofFilter(object.path("path").stringValue()));
    }
    if (object.path("filter").isString()) {
      object.put("filter", ofFilter(object.path("filter").stringValue()));
    }
    for (var member : List.copyOf(object.properties())) {
      if (hides(member.getKey())) {
        object.replace(member.getKey(), HIDDEN_NODE);
      } else {
        hide(member.getValue());
      }
    }
  }

  private boolean hides(String path) {
    return BETWEEN_NAMES
        .splitAsStream(path)
        .anyMatch(name -> names.contains(name.toLowerCase(Locale.ROOT)));
  }
}
