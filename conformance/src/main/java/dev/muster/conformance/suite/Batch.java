package dev.muster.conformance.suite;

import dev.muster.conformance.check.Json;
import dev.muster.conformance.check.Resource;
import dev.muster.conformance.check.Trial;
import dev.muster.conformance.provider.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import tools.jackson.databind.node.ObjectNode;

/// Some resources of one type that share the beginning of their names and nothing else has, in the
/// order of their names.
record Batch(ResourceKind kind, String naming, String base, List<Resource> resources) {
  Batch {
    resources = List.copyOf(resources);
  }

  static Batch of(Trial t, int size) {
    return of(t, t.kind(), size, (body, index) -> {});
  }

  /// New resources of a type.
  ///
  /// @param shape changes the body of the resource with an index
  static Batch of(Trial t, ResourceKind kind, int size, BiConsumer<ObjectNode, Integer> shape) {
    var naming = ReadChecks.naming(t);
    var base = t.name("batch") + "-";
    var resources = new ArrayList<Resource>();
    for (int i = 0; i < size; i++) {
      var body = t.maker().typical(kind);
      body.put(naming, base + (char) ('a' + i));
      shape.accept(body, i);
      resources.add(t.create(kind, body));
    }
    return new Batch(kind, naming, base, resources);
  }

  /// A filter that all of them fit, and nobody else.
  String all() {
    return "%s sw %s".formatted(naming, Json.quoted(base));
  }

  /// A filter that this one fits.
  String only(int index) {
    return "%s eq %s".formatted(naming, Json.quoted(name(index)));
  }

  String name(int index) {
    return base + (char) ('a' + index);
  }

  Resource get(int index) {
    return resources.get(index);
  }

  List<String> ids() {
    return resources.stream().map(Resource::id).toList();
  }
}
