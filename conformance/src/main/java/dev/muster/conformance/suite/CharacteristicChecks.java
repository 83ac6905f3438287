package dev.muster.conformance.suite;

import static dev.muster.conformance.check.Check.must;

import dev.muster.conformance.check.Check;
import dev.muster.conformance.check.CheckEnd;
import dev.muster.conformance.check.Claim;
import dev.muster.conformance.check.Expect;
import dev.muster.conformance.check.Json;
import dev.muster.conformance.check.Trial;
import dev.muster.conformance.provider.Attribute;
import dev.muster.conformance.provider.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The characteristics that a schema declares (RFC 7643 §2.2 and §7), held against what the
/// provider does with them. Each attribute is a claim of its own.
public final class CharacteristicChecks {
  private static final String TAG = "schema";
  private static final String SECTION = "RFC 7643 §7";

  private CharacteristicChecks() {}

  /// Checks of one resource type.
  public static List<Check> all() {
    var all = new ArrayList<Check>();
    all.addAll(mutability());
    all.addAll(returned());
    all.addAll(values());
    return all;
  }

  private static List<Check> mutability() {
    return List.of(
        must(
            TAG,
            "required-is-required",
            104,
            SECTION,
            "required A Boolean value that specifies whether or not the attribute is required.",
            t -> each(t, Attribute::required, "required=true", CharacteristicChecks::isRequired)),
        must(
            TAG,
            "read-only-is-not-written",
            187,
            SECTION,
            "readOnly The attribute SHALL NOT be modified.",
            t ->
                each(
                    t,
                    attribute -> attribute.mutability().equals("readOnly"),
                    "mutability=readOnly",
                    CharacteristicChecks::isReadOnly)),
        must(
            TAG,
            "immutable-is-set-once",
            187,
            SECTION,
            "immutable The attribute MAY be defined at resource creation (e.g., POST) or at record replacement via a request (e.g., a PUT). The attribute SHALL NOT be updated.",
            t ->
                each(
                    t,
                    attribute -> attribute.mutability().equals("immutable"),
                    "mutability=immutable",
                    CharacteristicChecks::isImmutable)),
        must(
            TAG,
            "read-write-is-kept",
            187,
            SECTION,
            "readWrite The attribute MAY be updated and read at any time. This is the default value.",
            CharacteristicChecks::keepsEverything),
        must(
            TAG,
            "unique-is-unique",
            189,
            SECTION,
            "uniqueness A single keyword value that specifies how the service provider enforces uniqueness of attribute values. A server MAY reject an invalid value based on uniqueness by returning HTTP response code 400 (Bad Request).",
            t ->
                each(
                    t,
                    attribute -> attribute.isUnique() && attribute.isReadWrite(),
                    "uniqueness=server",
                    CharacteristicChecks::isUnique)));
  }

  private static List<Check> returned() {
    return List.of(
        must(
            TAG,
            "never-is-never-returned",
            188,
            SECTION,
            "never The attribute is never returned. This may occur because the original attribute value (e.g., a hashed value) is not retained by the service provider.",
            t ->
                each(
                    t,
                    attribute -> attribute.returned().equals("never"),
                    "returned=never",
                    CharacteristicChecks::isNever)),
        must(
            TAG,
            "request-is-returned-on-request",
            188,
            SECTION,
            "request The attribute is returned in response to any PUT, POST, or PATCH operations if the attribute was specified by the client … The attribute is returned in a SCIM query operation only if specified in the \"attributes\" parameter.",
            t ->
                each(
                    t,
                    attribute -> attribute.returned().equals("request") && attribute.isWritable(),
                    "returned=request",
                    CharacteristicChecks::isOnRequest)),
        must(
            TAG,
            "always-is-always-returned",
            188,
            SECTION,
            "always The attribute is always returned, regardless of the contents of the \"attributes\" parameter.",
            t ->
                each(
                    t,
                    attribute -> attribute.returned().equals("always") && attribute.isWritable(),
                    "returned=always",
                    CharacteristicChecks::isAlways)),
        must(
            TAG,
            "default-can-be-excluded",
            188,
            SECTION,
            "default The attribute is returned by default in all SCIM operation responses where attribute values are returned.",
            t ->
                each(
                    t,
                    attribute ->
                        attribute.returned().equals("default")
                            && attribute.isReadWrite()
                            && !attribute.isResourceReference(),
                    "returned=default",
                    CharacteristicChecks::isDefault)));
  }

  private static List<Check> values() {
    return List.of(
        must(
                TAG,
                "case-exact-decides-matching",
                190,
                SECTION,
                "caseExact A Boolean value that specifies whether or not a string attribute is case sensitive. The server SHALL use case sensitivity when evaluating filters.",
                t ->
                    each(
                        t,
                        CharacteristicChecks::isPlainText,
                        "caseExact",
                        CharacteristicChecks::isCaseTrue))
            .needing(Feature.FILTER),
        must(
            TAG,
            "returns-only-what-is-declared",
            186,
            SECTION,
            "attributes A multi-valued complex attribute … that defines service provider attributes and their qualities",
            CharacteristicChecks::onlyDeclared));
  }

  // Runs a probe for each attribute that a characteristic applies to; fails with all that do not
  // hold.
  private static void each(
      Trial t,
      Predicate<Attribute> applies,
      String characteristic,
      BiConsumer<Trial, Attribute> probe) {
    var attributes =
        t.kind().attributes().stream()
            .filter(attribute -> !isCommon(attribute))
            .filter(applies)
            .toList();
    if (attributes.isEmpty()) {
      throw new CheckEnd.Skip(
          "no attribute of %s is %s".formatted(t.kind().name(), characteristic));
    }
    var untrue = new ArrayList<String>();
    for (var attribute : attributes) {
      var subject = "%s.%s %s".formatted(t.kind().name(), attribute.name(), characteristic);
      var shown =
          characteristic.equals("caseExact") ? subject + "=" + attribute.caseExact() : subject;
      try {
        t.claim(shown, true, () -> probe.accept(t, attribute));
      } catch (CheckEnd.Failure e) {
        untrue.add("%s: %s".formatted(attribute.name(), e.found()));
      }
    }
    Expect.that(
        untrue.isEmpty(),
        "%s, as the schema says".formatted(characteristic),
        String.join("; ", untrue));
  }

  private static boolean isCommon(Attribute attribute) {
    return List.of("id", "meta", "schemas", "externalId").contains(attribute.name());
  }

  private static boolean isPlainText(Attribute attribute) {
    return attribute.type().equals("string")
        && !attribute.multiValued()
        && attribute.isReadWrite()
        && attribute.returned().equals("default")
        && attribute.canonicalValues().isEmpty()
        && !List.of("locale", "preferredLanguage", "timezone").contains(attribute.name());
  }

  private static void isRequired(Trial t, Attribute attribute) {
    var body = t.maker().typical(t.kind());
    body.remove(attribute.name());
    Expect.status(t.post(t.kind().endpoint(), body), 400);
  }

  private static void isReadOnly(Trial t, Attribute attribute) {
    var value = t.maker().value(attribute);
    var body = t.maker().typical(t.kind());
    body.set(attribute.name(), value);
    var answer = t.post(t.kind().endpoint(), body);
    // RFC 7644 §3.3: readOnly in the request is ignored; an error is another provider's choice.
    if (answer.isSuccess()) {
      var found = Json.find(answer.json(), attribute.name());
      Expect.that(
          found.isEmpty() || !found.orElseThrow().equals(value),
          "the client's value to be ignored",
          answer.json());
    }
  }

  private static void isImmutable(Trial t, Attribute attribute) {
    var body = t.maker().typical(t.kind());
    var first = t.maker().value(attribute);
    body.set(attribute.name(), first);
    var resource = t.create(t.kind(), body);
    body.set(attribute.name(), t.maker().value(attribute));
    var answer = t.put(resource.path(), body);
    Expect.calm(answer);
    Expect.equal(
        first,
        t.get(resource.path() + "?attributes=" + attribute.name()).json().path(attribute.name()),
        attribute.name());
  }

  private static void keepsEverything(Trial t) {
    var body = t.maker().full(t.kind());
    var resource = t.create(t.kind(), body);
    var json = t.read(resource);
    var lost = new ArrayList<String>();
    for (var attribute : t.kind().attributes()) {
      var applies =
          attribute.isReadWrite()
              && attribute.returned().equals("default")
              && body.has(attribute.name());
      if (applies) {
        var kept = isKept(body.path(attribute.name()), Json.find(json, attribute.name()));
        t.note(
            new Claim(
                "%s.%s mutability=readWrite".formatted(t.kind().name(), attribute.name()),
                true,
                kept,
                kept
                    ? ""
                    : "sent %s; found %s"
                        .formatted(body.path(attribute.name()), json.path(attribute.name()))));
        if (!kept) {
          lost.add(attribute.name());
        }
      }
    }
    Expect.that(lost.isEmpty(), "every value that was sent", "lost or changed: " + lost);
  }

  // What was sent is there; the provider may add to it (display, $ref, primary).
  private static boolean isKept(JsonNode sent, Optional<JsonNode> found) {
    return found.filter(value -> includes(value, sent)).isPresent();
  }

  private static boolean includes(JsonNode found, JsonNode sent) {
    if (sent.isArray()) {
      return Json.list(sent).stream()
          .allMatch(each -> Json.list(found).stream().anyMatch(other -> includes(other, each)));
    }
    if (sent.isObject()) {
      return sent.propertyNames().stream()
          .allMatch(name ->
              Json.find(found, name).filter(value -> includes(value, sent.path(name))).isPresent());
    }
    if (sent.isNumber() && found.isNumber()) {
      return sent.decimalValue().compareTo(found.decimalValue()) == 0;
    }
    return sent.equals(found);
  }

  private static void isUnique(Trial t, Attribute attribute) {
    var body = t.maker().typical(t.kind());
    if (!body.has(attribute.name())) {
      body.set(attribute.name(), t.maker().value(attribute));
    }
    t.create(t.kind(), body);
    var second = t.maker().typical(t.kind());
    second.set(attribute.name(), body.path(attribute.name()));
    Expect.error(t.post(t.kind().endpoint(), second), 409, "uniqueness");
  }

  private static ObjectNode with(Trial t, Attribute attribute) {
    var body = t.maker().typical(t.kind());
    if (attribute.isWritable() && !body.has(attribute.name())) {
      body.set(attribute.name(), t.maker().value(attribute));
    }
    return body;
  }

  private static void isNever(Trial t, Attribute attribute) {
    var resource = t.create(t.kind(), with(t, attribute));
    Expect.that(
        !Json.has(resource.json(), attribute.name()), "nothing after POST", resource.json());
    var asked = t.get(resource.path() + "?attributes=" + attribute.name()).json();
    Expect.that(!Json.has(asked, attribute.name()), "nothing when asked for", asked);
  }

  private static void isOnRequest(Trial t, Attribute attribute) {
    var resource = t.create(t.kind(), with(t, attribute));
    var plain = t.read(resource);
    Expect.that(!Json.has(plain, attribute.name()), "nothing when not asked for", plain);
    var asked = t.get(resource.path() + "?attributes=" + attribute.name()).json();
    Expect.that(Json.has(asked, attribute.name()), "the value when asked for", asked);
  }

  private static void isAlways(Trial t, Attribute attribute) {
    var resource = t.create(t.kind(), with(t, attribute));
    var excluded = t.get(resource.path() + "?excludedAttributes=" + attribute.name()).json();
    Expect.that(Json.has(excluded, attribute.name()), "the value although excluded", excluded);
    var other = t.get(resource.path() + "?attributes=externalId").json();
    Expect.that(Json.has(other, attribute.name()), "the value although not asked for", other);
  }

  private static void isDefault(Trial t, Attribute attribute) {
    var resource = t.create(t.kind(), with(t, attribute));
    var plain = t.read(resource);
    Expect.that(Json.has(plain, attribute.name()), "the value by default", plain);
    var excluded = t.get(resource.path() + "?excludedAttributes=" + attribute.name()).json();
    Expect.that(!Json.has(excluded, attribute.name()), "nothing when excluded", excluded);
  }

  private static void isCaseTrue(Trial t, Attribute attribute) {
    var body = with(t, attribute);
    var value = body.path(attribute.name()).asString("");
    var resource = t.create(t.kind(), body);
    var found =
        Lists.ids(
            t,
            t.kind(),
            "%s eq %s".formatted(attribute.name(), Json.quoted(value.toUpperCase(Locale.ROOT))));
    Expect.that(
        found.contains(resource.id()) != attribute.caseExact(),
        attribute.caseExact() ? "no match in other case" : "a match in any case",
        found.isEmpty() ? "no match" : "a match");
  }

  private static void onlyDeclared(Trial t) {
    var json = t.read(t.create(t.kind(), t.maker().full(t.kind())));
    var undeclared = new ArrayList<String>();
    for (var name : json.propertyNames()) {
      var known =
          List.of("id", "externalId", "meta", "schemas").contains(name)
              || t.kind().has(name)
              || t.kind().findExtension(name).isPresent();
      if (!known) {
        undeclared.add(name);
        t.note(
            new Claim(
                "%s.%s".formatted(t.kind().name(), name), false, true, "returned, not declared"));
      }
    }
    Expect.that(undeclared.isEmpty(), "declared attributes only", undeclared);
  }
}
