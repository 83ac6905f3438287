package dev.muster.conformance.provider;

import dev.muster.conformance.http.Answer;
import dev.muster.conformance.http.ScimHttp;
import dev.muster.conformance.http.ScimRequest;
import dev.muster.conformance.provider.ResourceKind.Extension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// What a service provider says about itself. A document that is missing or unusable is replaced by
/// what RFC 7643 says, so that the rest can be checked; that it is missing is a check's matter.
///
/// @param config the ServiceProviderConfig; a missing node if there is none
/// @param kinds the resource types
public record Provider(JsonNode config, List<ResourceKind> kinds) {
  public Provider {
    kinds = List.copyOf(kinds);
  }

  /// Asks for the three documents. Throws [dev.muster.conformance.http.NoAnswer] if nobody answers.
  public static Provider discover(ScimHttp http) {
    var config = get(http, "/ServiceProviderConfig").json();
    var schemas = schemas(resources(get(http, "/Schemas")));
    var types = resources(get(http, "/ResourceTypes"));
    var kinds = kinds(types.isEmpty() ? resources(assumed("resource-types.json")) : types, schemas);
    return new Provider(config.isObject() ? config : MissingNode.getInstance(), kinds);
  }

  /// Whether the provider says that it can do this; where it says nothing, what is usual.
  public boolean advertises(Feature feature) {
    var bit = config.path(feature.group()).path(feature.bit());
    return bit.isBoolean() ? bit.asBoolean() : feature.assumed();
  }

  /// A number that the provider states, such as `bulk`, `maxOperations`.
  public Optional<Integer> findLimit(String group, String limit) {
    var value = config.path(group).path(limit);
    return value.isInt() ? Optional.of(value.asInt()) : Optional.empty();
  }

  public Optional<ResourceKind> findUser() {
    return kinds.stream().filter(ResourceKind::isUser).findFirst();
  }

  public Optional<ResourceKind> findGroup() {
    return kinds.stream().filter(ResourceKind::isGroup).findFirst();
  }

  private static Answer get(ScimHttp http, String path) {
    return http.send(ScimRequest.of("GET", path), exchange -> {});
  }

  private static List<JsonNode> resources(Answer answer) {
    return answer.isSuccess() ? resources(answer.json()) : List.of();
  }

  // Some providers answer with a bare array.
  private static List<JsonNode> resources(JsonNode list) {
    var array = list.isArray() ? list : list.path("Resources");
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static Map<String, List<Attribute>> schemas(List<JsonNode> documents) {
    var all = new ArrayList<>(resources(assumed("schemas.json")));
    all.addAll(documents);
    var schemas = new HashMap<String, List<Attribute>>();
    for (var document : all) {
      schemas.put(
          key(document.path("id").asString("")), Attribute.parseAll(document.path("attributes")));
    }
    return schemas;
  }

  private static List<ResourceKind> kinds(
      List<JsonNode> types, Map<String, List<Attribute>> schemas) {
    return types.stream()
        .filter(type -> !type.path("endpoint").asString("").isEmpty())
        .map(type -> kind(type, schemas))
        .toList();
  }

  private static ResourceKind kind(JsonNode type, Map<String, List<Attribute>> schemas) {
    var endpoint = type.path("endpoint").asString("");
    var schema = type.path("schema").asString("");
    var extensions =
        StreamSupport.stream(type.path("schemaExtensions").spliterator(), false)
            .map(extension ->
                new Extension(
                    extension.path("schema").asString(""),
                    extension.path("required").asBoolean(false),
                    schemas.getOrDefault(key(extension.path("schema").asString("")), List.of())))
            .toList();
    return new ResourceKind(
        type.path("name").asString(type.path("id").asString(schema)),
        endpoint.startsWith("/") ? endpoint : "/" + endpoint,
        schema,
        schemas.getOrDefault(key(schema), List.of()),
        extensions);
  }

  private static String key(String urn) {
    return urn.toLowerCase(Locale.ROOT);
  }

  private static JsonNode assumed(String name) {
    try (var document = Provider.class.getResourceAsStream(name)) {
      if (document == null) {
        throw new IllegalStateException("not in the build: " + name);
      }
      return JsonMapper.shared().readTree(document.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
