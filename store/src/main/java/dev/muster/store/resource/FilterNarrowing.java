package dev.muster.store.resource;

import dev.muster.scim.filter.CheckedFilter;
import dev.muster.scim.filter.Operator;
import dev.muster.scim.path.CheckedPath;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.store.resource.Narrowed.Condition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Says in SQL as much of a filter as tables can answer without documents: lookups, ids,
/// memberships and moments. `FilterEvaluator` is the judge of what a filter means; each rule here
/// either agrees with it or leaves the filter to it.
final class FilterNarrowing {
  private final ResourceSchema schema;
  private final Map<String, Object> parameters = new LinkedHashMap<>();
  private final LookupConditions lookups;
  private final MomentConditions moments = new MomentConditions(this::parameter);

  FilterNarrowing(ResourceSchema schema) {
    this.schema = schema;
    this.lookups = new LookupConditions(schema, this::parameter);
  }

  /// Values of the parameters in the conditions made so far, besides `:tenant` and `:type`.
  Map<String, Object> parameters() {
    return parameters;
  }

  Narrowed narrow(CheckedFilter filter) {
    return switch (filter) {
      case CheckedFilter.And(var left, var right) -> narrow(left).and(narrow(right));
      case CheckedFilter.Or(var left, var right) -> narrow(left).or(narrow(right), filter);
      case CheckedFilter.Constant(var value) -> Narrowed.exactly(constant(value));
      case CheckedFilter.Not(var operand) -> narrow(operand).not(filter);
      case CheckedFilter.Compare(var path, var operator, var value) ->
          exactlyOrNothing(compare(path, operator, value), filter);
      case CheckedFilter.Present(var path) -> exactlyOrNothing(present(path), filter);
      case CheckedFilter.ValuePath(var path, var inner) -> valuePath(path, inner, filter);
    };
  }

  private static Narrowed exactlyOrNothing(Optional<Condition> condition, CheckedFilter filter) {
    return condition.map(Narrowed::exactly).orElseGet(() -> Narrowed.nothing(filter));
  }

  private Optional<Condition> compare(CheckedPath path, Operator operator, JsonNode value) {
    return switch (path.toString()) {
      case "id" -> id(operator, value);
      case "meta.resourceType" -> type(operator, value);
      case "meta.location" -> location(operator, value);
      case "meta.created" -> moments.compare("r.created", operator, value.stringValue());
      case "meta.lastModified" -> moments.compare("r.last_modified", operator, value.stringValue());
      default -> membership(path, operator, value).or(() -> lookups.compare(path, operator, value));
    };
  }

  private Optional<Condition> id(Operator operator, JsonNode value) {
    if (operator != Operator.EQ && operator != Operator.NE) {
      return Optional.empty();
    }
    Condition same = new Condition.IdIn("SELECT " + parameter(value.stringValue()));
    return Optional.of(operator == Operator.EQ ? same : same.not());
  }

  // Where the service is reached is not known here, but a location ends in endpoint and id.
  private Optional<Condition> location(Operator operator, JsonNode value) {
    if (operator != Operator.EQ && operator != Operator.NE) {
      return Optional.of(constant(false));
    }
    var location = value.stringValue();
    int slash = location.lastIndexOf('/');
    Condition found =
        slash >= 0 && location.substring(0, slash).endsWith(schema.type().endpoint())
            ? new Condition.IdIn("SELECT " + parameter(location.substring(slash + 1)))
            : constant(false);
    return Optional.of(operator == Operator.EQ ? found : found.not());
  }

  private Optional<Condition> type(Operator operator, JsonNode value) {
    if (operator != Operator.EQ) {
      return Optional.empty();
    }
    return Optional.of(constant(schema.type().name().equals(value.stringValue())));
  }

  private static Condition constant(boolean value) {
    return new Condition.Term(value ? "1 = 1" : "1 = 0", false);
  }

  // Ids in Muster have one spelling, so here they are compared exactly, although the schemas of RFC
  // 7643 do not call members.value and groups.value caseExact.
  private Optional<Condition> membership(CheckedPath path, Operator operator, JsonNode value) {
    if (operator != Operator.EQ) {
      return Optional.empty();
    }
    if (isMembers(path, "members.value")) {
      return Optional.of(
          new Condition.IdIn(
              "SELECT group_id FROM members WHERE tenant_id = :tenant AND member_id = "
                  + parameter(value.stringValue())));
    }
    if (isGroups(path, "groups.value")) {
      return Optional.of(
          new Condition.IdIn(MemberRows.MEMBERS_BELOW.formatted(parameter(value.stringValue()))));
    }
    return Optional.empty();
  }

  private Optional<Condition> present(CheckedPath path) {
    if (path.toString().equals("meta.location")) {
      return Optional.of(constant(true));
    }
    if (isMembers(path, "members") || isMembers(path, "members.value")) {
      return Optional.of(anyMember("group_id"));
    }
    if (isGroups(path, "groups") || isGroups(path, "groups.value")) {
      return Optional.of(anyMember("member_id"));
    }
    return lookups.present(path);
  }

  private static Condition anyMember(String column) {
    return new Condition.Term(
        "EXISTS (SELECT 1 FROM members m WHERE m.tenant_id = :tenant AND m." + column + " = r.id)",
        false);
  }

  private boolean isMembers(CheckedPath path, String name) {
    return schema.keepsMembers() && path.toString().equals(name);
  }

  private boolean isGroups(CheckedPath path, String name) {
    return schema.showsGroups() && path.toString().equals(name);
  }

  // emails[value eq "x"] is emails.value eq "x". With more terms each can only narrow: that they
  // hold for one and the same value is for the evaluator to see.
  private Narrowed valuePath(CheckedPath path, CheckedFilter inner, CheckedFilter whole) {
    var terms = terms(inner);
    var narrowed =
        terms.stream()
            .flatMap(term -> positive(path, term).stream())
            .map(Narrowed::exactly)
            .reduce(Narrowed::and);
    if (narrowed.isEmpty()) {
      return Narrowed.nothing(whole);
    }
    return terms.size() == 1 ? narrowed.get() : narrowed.get().leaving(whole);
  }

  private Optional<Condition> positive(CheckedPath path, CheckedFilter term) {
    if (term instanceof CheckedFilter.Compare(var sub, var operator, var value)
        && (operator == Operator.EQ || operator == Operator.SW)
        && sub.subAttribute().isEmpty()) {
      var qualified =
          new CheckedPath(path.extension(), path.attribute(), Optional.of(sub.attribute()));
      return compare(qualified, operator, value);
    }
    return Optional.empty();
  }

  private static List<CheckedFilter> terms(CheckedFilter filter) {
    if (filter instanceof CheckedFilter.And(var left, var right)) {
      var terms = new ArrayList<>(terms(left));
      terms.addAll(terms(right));
      return terms;
    }
    return List.of(filter);
  }

  private String parameter(Object value) {
    var name = "p" + parameters.size();
    parameters.put(name, value);
    return ":" + name;
  }
}
