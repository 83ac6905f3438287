package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.HttpException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The mappings of an application as the admin API has them, read to be changed: it takes them as a
/// whole.
final class Mappings {
  private Mappings() {}

  /// All mappings, to be sent back.
  static ObjectNode body(Visit visit, JobPlace place) {
    var body = ScimJson.object();
    body.set("mappings", visit.api().get(place.api() + "/mappings").path("mappings").deepCopy());
    return body;
  }

  /// All mappings with that of one type changed.
  static ObjectNode changed(Visit visit, String type, Consumer<ObjectNode> change) {
    var body = body(visit, JobPlace.of(visit));
    change.accept(of(body, type));
    return body;
  }

  /// The mapping of one type. Throws 404 if there is none.
  static ObjectNode of(ObjectNode body, String type) {
    for (var mapping : body.path("mappings")) {
      if (mapping.path("objectType").asString().equals(type)) {
        return (ObjectNode) mapping;
      }
    }
    throw HttpException.notFound("the application has no mapping of \"%s\"".formatted(type));
  }

  /// The names of the types.
  static List<String> types(JsonNode body) {
    var types = new ArrayList<String>();
    body.path("mappings").forEach(mapping -> types.add(mapping.path("objectType").asString()));
    return types;
  }

  /// The lines of a mapping.
  static ArrayNode lines(ObjectNode mapping) {
    return mapping.withArray("attributes");
  }
}
