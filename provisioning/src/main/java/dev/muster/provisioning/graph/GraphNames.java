package dev.muster.provisioning.graph;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.path.PatchPath;
import dev.muster.scim.schema.SchemaRegistry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// How Entra calls the attributes of its users and groups, and where they stand in Muster's
/// directory: Entra's default mapping of a SCIM application, read backwards.
public final class GraphNames {
  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:";
  private static final String ADDRESS = "addresses[type eq \"work\"].";
  private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();

  /// Names that mean the same on both sides.
  private static final Set<String> SAME =
      Set.of(
          "displayname",
          "preferredlanguage",
          "issoftdeleted",
          "approleassignments",
          "usertype",
          "members");

  static {
    DEFAULTS.put("userPrincipalName", "userName");
    DEFAULTS.put("mail", "emails[type eq \"work\"].value");
    DEFAULTS.put("objectId", "externalId");
    DEFAULTS.put("accountEnabled", "active");
    DEFAULTS.put("givenName", "name.givenName");
    DEFAULTS.put("surname", "name.familyName");
    DEFAULTS.put("jobTitle", "title");
    DEFAULTS.put("telephoneNumber", "phoneNumbers[type eq \"work\"].value");
    DEFAULTS.put("mobile", "phoneNumbers[type eq \"mobile\"].value");
    DEFAULTS.put("facsimileTelephoneNumber", "phoneNumbers[type eq \"fax\"].value");
    DEFAULTS.put("physicalDeliveryOfficeName", ADDRESS + "formatted");
    DEFAULTS.put("streetAddress", ADDRESS + "streetAddress");
    DEFAULTS.put("city", ADDRESS + "locality");
    DEFAULTS.put("state", ADDRESS + "region");
    DEFAULTS.put("postalCode", ADDRESS + "postalCode");
    DEFAULTS.put("country", ADDRESS + "country");
    DEFAULTS.put("employeeId", ENTERPRISE + "employeeNumber");
    DEFAULTS.put("department", ENTERPRISE + "department");
    DEFAULTS.put("companyName", ENTERPRISE + "organization");
    DEFAULTS.put("manager", ENTERPRISE + "manager.value");
  }

  private final Map<String, String> toMuster = new HashMap<>();
  private final Map<String, String> toGraph = new HashMap<>();
  private final Set<String> unknown = new LinkedHashSet<>();

  /// @param more names of Entra with their places in the directory, which come before the usual
  ///   ones
  public GraphNames(Map<String, String> more) {
    DEFAULTS.forEach(this::put);
    more.forEach(this::put);
  }

  private void put(String graph, String muster) {
    toMuster.put(key(graph), muster);
    toGraph.put(key(muster), graph);
  }

  /// Names that were asked for and that nobody knows: they were left as they are.
  Set<String> unknown() {
    return unknown;
  }

  String toMuster(String name) {
    return Optional.ofNullable(toMuster.get(key(name)))
        .orElseGet(() -> {
          if (!SAME.contains(key(name)) && !isKnown(name)) {
            unknown.add(name);
          }
          return name;
        });
  }

  /// Whether a name is a path into SCIM's users or groups, as Muster's own files have.
  private static boolean isKnown(String name) {
    try {
      var path = PatchPath.parse(name).path();
      return name.equalsIgnoreCase("id")
          || Stream.of("User", "Group")
              .flatMap(type -> SchemaRegistry.core().findResourceType(type).stream())
              .anyMatch(schema -> schema.find(path).isPresent());
    } catch (ScimException e) {
      return false;
    }
  }

  String toGraph(String path) {
    return toGraph.getOrDefault(key(path), path);
  }

  /// An expression whose attributes are named anew.
  static String rename(String expression, UnaryOperator<String> names) {
    var renamed = new StringBuilder();
    for (var i = 0; i < expression.length(); ) {
      var end =
          switch (expression.charAt(i)) {
            case '"' -> closingQuote(expression, i);
            case '[' -> closingBracket(expression, i);
            default -> i + 1;
          };
      var part = expression.substring(i, end);
      renamed.append(
          part.startsWith("[") && part.endsWith("]")
              ? "[" + names.apply(part.substring(1, part.length() - 1).strip()) + "]"
              : part);
      i = end;
    }
    return renamed.toString();
  }

  private static int closingQuote(String text, int start) {
    var i = start + 1;
    while (i < text.length() && text.charAt(i) != '"') {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i + 1, text.length());
  }

  private static int closingBracket(String text, int start) {
    var open = 0;
    for (var i = start; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '"' -> i = closingQuote(text, i) - 1;
        case '[' -> open++;
        case ']' -> {
          if (--open == 0) {
            return i + 1;
          }
        }
        default -> {}
      }
    }
    return text.length();
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
