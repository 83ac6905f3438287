package dev.muster.scim.schema;

import dev.muster.scim.path.AttributePath;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a tenant wants beyond what schemas and resource types say.
///
/// @param indexed attributes that are to have lookups, with the URN of their schema
/// @param undeclaredExtensions whether resources may carry extensions that their type does not
///   declare: they are kept and given back as they came; otherwise they are refused
public record SchemaOptions(
    List<AttributePath> indexed, Unfinished unfinished, boolean undeclaredExtensions) {
  static final SchemaOptions NONE = new SchemaOptions(List.of(), Unfinished.NONE, false);

  public SchemaOptions {
    indexed = List.copyOf(indexed);
  }

  /// Lookups that are kept for what is written, but do not have all that was there before.
  ///
  /// @param paths by resource type, as lookups name them
  public record Unfinished(Map<String, Set<String>> paths) {
    public static final Unfinished NONE = new Unfinished(Map.of());

    public Unfinished {
      paths = Map.copyOf(paths);
    }

    Set<String> of(ResourceType type) {
      return paths.getOrDefault(type.name(), Set.of());
    }
  }
}
