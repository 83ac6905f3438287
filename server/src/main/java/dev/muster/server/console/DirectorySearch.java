package dev.muster.server.console;

import dev.muster.server.http.HttpException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// How a list of people or groups is searched: what was typed in, and what was chosen beside it.
/// All of it is in the address, and comes to one SCIM filter.
///
/// @param q words, or a SCIM filter
/// @param filter whether `q` is a SCIM filter
/// @param state `active` or `inactive`; empty text for both
/// @param department exactly
/// @param manager user name
/// @param since a day; whoever was changed on it or later
public record DirectorySearch(
    String q, boolean filter, String state, String department, String manager, String since) {
  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:";

  static DirectorySearch of(Visit visit) {
    return new DirectorySearch(
        visit.query("q").strip(),
        visit.findQuery("filter").isPresent(),
        visit.query("state"),
        visit.query("department").strip(),
        visit.query("manager").strip(),
        visit.query("since"));
  }

  /// Whether anything is chosen beside the words.
  public boolean isNarrowed() {
    return !(state + department + manager + since).isEmpty();
  }

  /// The SCIM filter; empty for everybody. Throws 400 for what does not fit.
  ///
  /// @param searched the attributes whose beginnings words are compared with
  Optional<String> scim(Visit visit, List<String> searched) {
    var clauses = new ArrayList<String>();
    if (!q.isEmpty()) {
      clauses.add(filter ? q : Search.beginning(searched, q));
    }
    if (state.equals("active")) {
      // Who has no such attribute is not inactive.
      clauses.add("not (active eq false)");
    } else if (state.equals("inactive")) {
      clauses.add("active eq false");
    }
    if (!department.isEmpty()) {
      clauses.add(ENTERPRISE + "department eq " + Search.quoted(department));
    }
    if (!manager.isEmpty()) {
      clauses.add(ENTERPRISE + "manager.value eq " + Search.quoted(managerId(visit)));
    }
    if (!since.isEmpty()) {
      clauses.add("meta.lastModified ge \"%sT00:00:00Z\"".formatted(day()));
    }
    return clauses.size() < 2
        ? clauses.stream().findFirst()
        : Optional.of(
            clauses.stream()
                .map(
                    clause -> clause.contains(" or ") || filter ? "(%s)".formatted(clause) : clause)
                .collect(Collectors.joining(" and ")));
  }

  private String managerId(Visit visit) {
    var filter = Api.encoded("userName eq " + Search.quoted(manager));
    var found = visit.api().get(visit.tenantPath() + "/directory/Users?count=1&filter=" + filter);
    var id = found.path("Resources").path(0).path("id").asString("");
    if (id.isEmpty()) {
      throw HttpException.invalid("manager", "nobody has the user name \"%s\"".formatted(manager));
    }
    return id;
  }

  private LocalDate day() {
    try {
      return LocalDate.parse(since);
    } catch (DateTimeException e) {
      throw HttpException.invalid(
          "changed since", "\"%s\" is no day such as 2026-01-31".formatted(since));
    }
  }

  /// The address's query, without the page.
  public String query() {
    var fields = new LinkedHashMap<>(Map.of("q", q));
    fields.put("filter", filter ? "1" : "");
    fields.put("state", state);
    fields.put("department", department);
    fields.put("manager", manager);
    fields.put("since", since);
    return fields.entrySet().stream()
        .filter(field -> !field.getValue().isEmpty())
        .map(field -> field.getKey() + "=" + Api.encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  /// The query that asks for the same as a SCIM filter, to go on from.
  static String asFilter(String scim) {
    return "filter=1&q=" + Api.encoded(scim);
  }
}
