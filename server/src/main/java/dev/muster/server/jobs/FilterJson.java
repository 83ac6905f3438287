package dev.muster.server.jobs;

import dev.muster.provisioning.scope.ScopeDecision;
import dev.muster.provisioning.scope.ScopeOperator;
import dev.muster.provisioning.scope.ScopingFilter;
import dev.muster.provisioning.scope.ScopingFilter.Clause;
import dev.muster.provisioning.scope.ScopingFilter.Quantifier;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Keywords;
import dev.muster.server.http.RequestFields;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Scoping filters and what they decide, as the admin API reads and shows them.
public final class FilterJson {
  private FilterJson() {}

  static ArrayNode of(ScopingFilter filter) {
    var groups = ScimJson.object().putArray("filters");
    for (var group : filter.groups()) {
      var clauses = groups.addObject().put("title", group.title()).putArray("clauses");
      for (var clause : group.clauses()) {
        var json = clauses.addObject();
        if (!clause.operator().ofGroups()) {
          json.put("attribute", clause.attribute());
        }
        json.put("operator", clause.operator().label());
        if (clause.operator().takesValues()) {
          clause.values().forEach(json.putArray("values")::add);
        }
        if (clause.quantifier() == Quantifier.ANY) {
          json.put("quantifier", Keywords.of(clause.quantifier()));
        }
      }
    }
    return groups;
  }

  static ScopingFilter read(RequestFields fields) {
    return new ScopingFilter(fields.groups("filters").stream().map(FilterJson::group).toList());
  }

  private static ScopingFilter.Group group(RequestFields fields) {
    var group =
        new ScopingFilter.Group(
            fields.requireString("title"),
            fields.groups("clauses").stream().map(FilterJson::clause).toList());
    fields.refuseOthers();
    return group;
  }

  private static Clause clause(RequestFields fields) {
    var name = fields.requireString("operator");
    var operator =
        ScopeOperator.find(name)
            .orElseThrow(() ->
                fields.invalid(
                    "operator",
                    "there is no \"%s\"; there are %s"
                        .formatted(name, String.join(", ", ScopeOperator.labels()))));
    var clause =
        new Clause(
            fields.findString("attribute").orElse(""),
            operator,
            fields.strings("values"),
            fields.findKeyword("quantifier", Quantifier.class).orElse(Quantifier.ALL));
    fields.refuseOthers();
    return clause;
  }

  /// A decision, clause by clause, with Entra's names of what it rests on.
  public static ObjectNode of(ScopeDecision decision) {
    var json =
        ScimJson.object()
            .put("inScope", decision.inScope())
            .put("reason", decision.reason())
            .put("active", decision.active())
            .put("scopeAll", decision.scopeAll())
            .put("assigned", decision.assigned());
    decision.through().forEach(json.putArray("assignedThrough")::add);
    decision.roles().forEach(role -> json.withArray("roles").add(role.value()));
    var filters = json.putArray("filters");
    for (var filter : decision.filters()) {
      var clauses =
          filters
              .addObject()
              .put("title", filter.title())
              .put("holds", filter.holds())
              .putArray("clauses");
      for (var clause : filter.clauses()) {
        var shown = clauses.addObject().put("clause", clause.clause()).put("holds", clause.holds());
        clause.seen().forEach(shown.putArray("seen")::add);
        clause.changesAt().ifPresent(moment -> shown.put("changesAt", moment.toString()));
      }
    }
    decision.changesAt().ifPresent(moment -> json.put("changesAt", moment.toString()));
    return json;
  }
}
