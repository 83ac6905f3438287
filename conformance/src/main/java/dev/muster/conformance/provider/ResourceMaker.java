package dev.muster.conformance.provider;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes valid bodies from a schema, with values that are unique in the run.
public final class ResourceMaker {
  private static final JsonMapper JSON = JsonMapper.shared();

  // What a typical body holds beside what is required: attributes that about every provider has.
  private static final Set<String> TYPICAL =
      Set.of("username", "displayname", "title", "active", "nickname");

  private final Names names;

  public ResourceMaker(Names names) {
    this.names = names;
  }

  /// A body with what the schemas require.
  public ObjectNode minimal(ResourceKind kind) {
    return body(kind, Attribute::required);
  }

  /// A body as an identity provider sends it: names, two emails, title, active.
  public ObjectNode typical(ResourceKind kind) {
    var body =
        body(
            kind,
            attribute ->
                attribute.required()
                    || TYPICAL.contains(attribute.name().toLowerCase(Locale.ROOT)));
    if (kind.isUser()) {
      addPerson(kind, body);
    } else {
      kind.findNaming().ifPresent(naming -> body.put(naming.name(), names.next(kind.name())));
    }
    body.put("externalId", names.next("external"));
    return body;
  }

  /// A body with every attribute that a client may write, except references to other resources.
  public ObjectNode full(ResourceKind kind) {
    var body = body(kind, attribute -> attribute.required() || !attribute.isResourceReference());
    for (var extension : kind.extensions()) {
      var part = object(extension.attributes(), attribute -> !attribute.isResourceReference());
      if (!part.isEmpty()) {
        body.set(extension.schema(), part);
        body.withArray("schemas").add(extension.schema());
      }
    }
    return body;
  }

  private void addPerson(ResourceKind kind, ObjectNode body) {
    if (kind.has("name")) {
      body.putObject("name").put("givenName", "Ann").put("familyName", "Ångström");
    }
    if (kind.has("emails")) {
      var emails = body.putArray("emails");
      var local = names.next("mail");
      emails
          .addObject()
          .put("value", local + "@work.example")
          .put("type", "work")
          .put("primary", true);
      emails.addObject().put("value", local + "@home.example").put("type", "home");
    }
  }

  private ObjectNode body(ResourceKind kind, Predicate<Attribute> wanted) {
    var body = JSON.createObjectNode();
    body.putArray("schemas").add(kind.schema());
    body.setAll(object(kind.attributes(), wanted));
    for (var extension : kind.extensions()) {
      if (extension.required()) {
        body.withArray("schemas").add(extension.schema());
        body.set(extension.schema(), object(extension.attributes(), Attribute::required));
      }
    }
    return body;
  }

  private ObjectNode object(List<Attribute> attributes, Predicate<Attribute> wanted) {
    var object = JSON.createObjectNode();
    for (var attribute : attributes) {
      if (attribute.isWritable() && wanted.test(attribute) && !isCommon(attribute)) {
        object.set(attribute.name(), value(attribute));
      }
    }
    return object;
  }

  // Some providers list id, meta and schemas among the attributes of a schema.
  private static boolean isCommon(Attribute attribute) {
    return Set.of("id", "meta", "schemas").contains(attribute.name());
  }

  /// A valid value, an array for a multi-valued attribute.
  public JsonNode value(Attribute attribute) {
    var one = attribute.isComplex() ? complex(attribute) : simple(attribute);
    return attribute.multiValued() ? JSON.createArrayNode().add(one) : one;
  }

  private JsonNode complex(Attribute attribute) {
    var object =
        object(
            attribute.subAttributes(),
            part -> !part.name().equals("primary") && !part.isResourceReference());
    if (attribute.multiValued() && attribute.findPart("value").isPresent()) {
      var value = attribute.findPart("value").orElseThrow();
      object.set("value", special(attribute.name(), value));
    }
    return object;
  }

  private JsonNode simple(Attribute attribute) {
    return special(attribute.name(), attribute);
  }

  // What RFC 7643 asks of values that have a form of their own.
  private JsonNode special(String name, Attribute attribute) {
    var text = JsonNodeFactory.instance;
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "emails" -> text.stringNode(names.next("mail") + "@example.com");
      case "phonenumbers" -> text.stringNode("tel:+1-201-555-0123");
      case "country" -> text.stringNode("CH");
      case "locale", "preferredlanguage" -> text.stringNode("en-US");
      case "timezone" -> text.stringNode("Europe/Zurich");
      case "photos" -> text.stringNode("https://example.com/photo.jpg");
      case "password" -> text.stringNode("Xq9!" + names.next("Secret"));
      case "x509certificates" -> text.stringNode(Certificate.BASE64);
      default -> byType(attribute);
    };
  }

  private JsonNode byType(Attribute attribute) {
    var json = JsonNodeFactory.instance;
    if (!attribute.canonicalValues().isEmpty()) {
      return json.stringNode(attribute.canonicalValues().getFirst());
    }
    return switch (attribute.type()) {
      case "boolean" -> json.booleanNode(true);
      case "integer" -> json.numberNode(7);
      case "decimal" -> json.numberNode(7.25);
      case "dateTime" -> json.stringNode("2024-02-29T12:30:45Z");
      case "binary" -> json.stringNode("TXVzdGVy");
      case "reference" -> json.stringNode("https://example.com/" + names.next("reference"));
      default -> json.stringNode(names.next(attribute.name().replace("$", "")));
    };
  }
}
