package dev.muster.provisioning.mapping;

import dev.muster.provisioning.mapping.AttributeMapping.Apply;
import dev.muster.provisioning.mapping.AttributeMapping.Authority;
import dev.muster.provisioning.mapping.TargetState.Reference;
import dev.muster.provisioning.plan.EntryDecision.InScope;
import dev.muster.provisioning.source.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An object mapping that is ready to run: from an entry to the state that its target object should
/// have, and from a target object to the state that it has.
public final class CompiledMapping {
  private final ObjectMapping mapping;
  private final List<CompiledAttribute> attributes;
  private final List<CompiledAttribute> matching;
  private final List<CompiledAttribute> unique;

  public CompiledMapping(ObjectMapping mapping, List<CompiledAttribute> attributes) {
    this.mapping = mapping;
    this.attributes = List.copyOf(attributes);
    this.matching =
        attributes.stream()
            .filter(attribute -> attribute.mapping().matchingPriority() > 0)
            .sorted(Comparator.comparingInt(attribute -> attribute.mapping().matchingPriority()))
            .toList();
    this.unique =
        this.attributes.stream().filter(attribute -> !attribute.alternatives().isEmpty()).toList();
  }

  /// One line of the mapping with its expression compiled and its target path resolved.
  ///
  /// @param value evaluates the expression over an entry; empty when there is nothing to flow
  /// @param defaultValue what a new object gets when there is nothing to flow
  /// @param current reads the attribute from a target object
  /// @param write puts a value for the attribute into a target object that is being made
  /// @param caseExact whether the target's attribute tells cases apart
  /// @param extension URN of the extension that the target's attribute belongs to
  /// @param redacted whether logs must not show the value
  /// @param alternatives for an attribute whose value has to be unique in the target: the values to
  ///   try, one after the other
  public record CompiledAttribute(
      AttributeMapping mapping,
      Function<Entry, Optional<JsonNode>> value,
      Optional<JsonNode> defaultValue,
      Function<ObjectNode, Optional<JsonNode>> current,
      BiConsumer<ObjectNode, JsonNode> write,
      boolean caseExact,
      Optional<String> extension,
      boolean redacted,
      List<Function<Entry, Optional<JsonNode>>> alternatives) {
    public CompiledAttribute {
      alternatives = List.copyOf(alternatives);
    }

    Optional<MatchingValue> matchingValue(TargetState state) {
      var value = state.values().get(mapping.target());
      return value == null || value.isContainer()
          ? Optional.empty()
          : Optional.of(new MatchingValue(mapping.target(), value.asString(), caseExact));
    }
  }

  public ObjectMapping mapping() {
    return mapping;
  }

  /// The mapping line by line.
  public List<CompiledAttribute> attributes() {
    return attributes;
  }

  /// The same mapping without the attributes of extensions that the target does not have.
  ///
  /// @param extensions URNs in lower case
  public CompiledMapping withExtensions(Set<String> extensions) {
    var kept =
        attributes.stream()
            .filter(attribute ->
                attribute
                    .extension()
                    .map(urn -> extensions.contains(urn.toLowerCase(Locale.ROOT)))
                    .orElse(true))
            .toList();
    return kept.size() == attributes.size()
        ? this
        : new CompiledMapping(
            mapping.withAttributes(kept.stream().map(CompiledAttribute::mapping).toList()), kept);
  }

  /// Target paths whose values must not be in a log.
  public Set<String> redacted() {
    return attributes.stream()
        .filter(CompiledAttribute::redacted)
        .map(attribute -> attribute.mapping().target())
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Whether two values differ in their case alone, which the target's attribute does not tell
  /// apart.
  public boolean sameButCase(String path, JsonNode one, JsonNode other) {
    return one.isString()
        && other.isString()
        && one.stringValue().equalsIgnoreCase(other.stringValue())
        && attributes.stream()
            .anyMatch(
                attribute -> attribute.mapping().target().equals(path) && !attribute.caseExact());
  }

  /// Target paths at which another value than the known one is no drift: the target's value holds
  /// there, or values that it has besides may stay.
  public Set<String> leftToTarget() {
    return attributes.stream()
        .map(CompiledAttribute::mapping)
        .filter(line ->
            line.authority() == Authority.TARGET
                || line.kind() == AttributeMapping.Kind.NONE
                || line.apply() == Apply.ADD_VALUES)
        .map(AttributeMapping::target)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Target paths of the matching attributes in the order of their precedence.
  public List<String> matchingAttributes() {
    return matching.stream().map(attribute -> attribute.mapping().target()).toList();
  }

  /// What an entry in scope should be in the target.
  public InScope map(Entry entry) {
    var onCreate = new States();
    var desired = new States();
    for (var attribute : attributes) {
      if (attribute.mapping().password()) {
        continue;
      }
      var value = attribute.value().apply(entry);
      value.or(attribute::defaultValue).ifPresent(v -> onCreate.put(attribute.mapping(), v));
      if (attribute.mapping().apply() != Apply.ON_CREATE) {
        value.ifPresent(v -> desired.put(attribute.mapping(), v));
      }
    }
    return new InScope(entry.id(), entry.displayName(), onCreate.state(), desired.state());
  }

  /// A new object's state without the attributes that are only written on create: what it asks of
  /// an object that exists already.
  public TargetState withoutCreateOnly(TargetState state) {
    var values = new LinkedHashMap<>(state.values());
    var references = new LinkedHashMap<>(state.references());
    for (var attribute : attributes) {
      if (attribute.mapping().apply() == Apply.ON_CREATE) {
        values.remove(attribute.mapping().target());
        references.remove(attribute.mapping().target());
      }
    }
    return new TargetState(values, references);
  }

  /// The values to match a state by, in the order of precedence; matching attributes without a
  /// value are left out, with those that have to match together with them.
  public List<MatchingValue> matchingValues(TargetState state) {
    var values = new ArrayList<MatchingValue>();
    for (var from = 0; from < matching.size(); ) {
      var priority = matching.get(from).mapping().matchingPriority();
      var key = new ArrayList<MatchingValue>();
      var to = from;
      while (to < matching.size() && matching.get(to).mapping().matchingPriority() == priority) {
        matching.get(to++).matchingValue(state).ifPresent(key::add);
      }
      if (key.size() == to - from) {
        var first = key.getFirst();
        values.add(
            new MatchingValue(
                first.attribute(), first.value(), first.caseExact(), key.subList(1, key.size())));
      }
      from = to;
    }
    return values;
  }

  /// All values by which objects are looked for: the matching ones, and those that have to be
  /// unique.
  public List<MatchingValue> lookedFor(TargetState state) {
    var values = new ArrayList<>(matchingValues(state));
    uniqueAttributes().forEach(attribute -> attribute.matchingValue(state).ifPresent(values::add));
    return values;
  }

  /// Attributes whose value has to be unique in the target.
  public List<CompiledAttribute> uniqueAttributes() {
    return unique;
  }

  /// What a target object holds at the mapped paths. References are left out: they name ids of the
  /// target, and are written once when the object is joined to its entry.
  public TargetState stateOf(ObjectNode object) {
    var values = new LinkedHashMap<String, JsonNode>();
    for (var attribute : attributes) {
      if (attribute.mapping().reference().isEmpty() && !attribute.mapping().password()) {
        attribute
            .current()
            .apply(object)
            .ifPresent(value -> values.put(attribute.mapping().target(), value));
      }
    }
    return new TargetState(values, Map.of());
  }

  /// Ids of the target's objects to which a target object refers at the mapped paths.
  public Map<String, String> referencesOf(ObjectNode object) {
    var ids = new LinkedHashMap<String, String>();
    for (var attribute : attributes) {
      if (attribute.mapping().reference().isPresent()) {
        attribute
            .current()
            .apply(object)
            .map(CompiledMapping::referencedId)
            .filter(id -> !id.isEmpty())
            .ifPresent(id -> ids.put(attribute.mapping().target(), id));
      }
    }
    return ids;
  }

  /// Some targets show a single reference as a list of one.
  private static String referencedId(JsonNode value) {
    JsonNode one = value.isArray() ? value.path(0) : value;
    return one.isObject() ? one.path("value").asString("") : one.asString("");
  }

  /// The body of a create request, without `schemas`.
  ///
  /// @param targetIds of the referenced objects, by path; a reference without one is left out
  public ObjectNode body(TargetState state, Map<String, String> targetIds) {
    var body = JsonNodeFactory.instance.objectNode();
    for (var attribute : attributes) {
      var path = attribute.mapping().target();
      var value = state.values().get(path);
      var targetId = targetIds.get(path);
      if (value != null) {
        attribute.write().accept(body, value);
      } else if (targetId != null) {
        attribute.write().accept(body, PatchRequest.reference(path, targetId));
      }
    }
    return body;
  }

  private static final class States {
    private final Map<String, JsonNode> values = new LinkedHashMap<>();
    private final Map<String, Reference> references = new LinkedHashMap<>();

    void put(AttributeMapping mapping, JsonNode value) {
      mapping
          .reference()
          .ifPresentOrElse(
              type -> references.put(mapping.target(), new Reference(type, value.asString())),
              () -> values.put(mapping.target(), value));
    }

    TargetState state() {
      return new TargetState(values, references);
    }
  }
}
