package dev.muster.conformance.suite;

import static dev.muster.conformance.check.Check.must;

import dev.muster.conformance.check.Check;
import dev.muster.conformance.check.Expect;
import dev.muster.conformance.check.Json;
import dev.muster.conformance.check.Trial;
import dev.muster.conformance.http.Answer;
import dev.muster.conformance.provider.Feature;
import dev.muster.conformance.provider.Urns;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// References within a bulk request to resources that it makes (RFC 7644 §3.7.1 and §3.7.2).
public final class BulkIdChecks {
  private static final String TAG = "bulk:bulk-id";
  private static final String SECTION = "RFC 7644 §3.7.2";
  private static final String TEMPORARY =
      "The service provider MUST replace the string \"bulkId:…\" with the permanent resource id once created.";

  private BulkIdChecks() {}

  public static List<Check> all() {
    return Stream.of(
            must(TAG, "in-data", 356, SECTION, TEMPORARY, BulkIdChecks::inData),
            must(
                TAG, "of-a-later-operation", 356, SECTION, TEMPORARY, BulkIdChecks::laterOperation),
            must(TAG, "in-a-path", 356, SECTION, TEMPORARY, BulkIdChecks::inPath),
            must(TAG, "in-an-extension", 356, SECTION, TEMPORARY, BulkIdChecks::inExtension),
            must(
                TAG,
                "in-a-circle",
                357,
                "RFC 7644 §3.7.1",
                "The service provider MUST try to resolve circular cross-references between resources in a single bulk job but MAY stop after a failed attempt and instead return the status code 409 (Conflict).",
                BulkIdChecks::circle),
            must(
                TAG,
                "of-nobody-is-refused",
                359,
                SECTION,
                "If a bulkId cannot be resolved, the operation fails",
                BulkIdChecks::unresolvable),
            must(
                TAG,
                "twice-is-refused",
                360,
                SECTION,
                "bulkId The transient identifier of a newly created resource, unique within a bulk request and created by the client.",
                BulkIdChecks::twice))
        .map(check -> check.needing(Feature.BULK))
        .toList();
  }

  private static ObjectNode group(Trial t, String... bulkIds) {
    var body = t.maker().typical(t.groups());
    var members = body.putArray("members");
    for (var bulkId : bulkIds) {
      members.addObject().put("value", "bulkId:" + bulkId);
    }
    return body;
  }

  private static ObjectNode user(Trial t) {
    return t.maker().typical(t.users());
  }

  private static String id(Answer answer, int index) {
    var location = Bulk.at(answer, index).path("location").asString("");
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private static void requireMember(Trial t, Answer answer, int group, int user) {
    Bulk.requireStatus(answer, group, "201");
    Bulk.requireStatus(answer, user, "201");
    var json = t.get(t.groups().endpoint() + "/" + id(answer, group)).json();
    Expect.equal(List.of(id(answer, user)), Json.texts(json.path("members"), "value"), "members");
  }

  private static void inData(Trial t) {
    var answer =
        Bulk.send(
            t,
            Bulk.post(t.users().endpoint(), "ann", user(t)),
            Bulk.post(t.groups().endpoint(), "team", group(t, "ann")));
    requireMember(t, answer, 1, 0);
  }

  private static void laterOperation(Trial t) {
    var answer =
        Bulk.send(
            t,
            Bulk.post(t.groups().endpoint(), "team", group(t, "ann")),
            Bulk.post(t.users().endpoint(), "ann", user(t)));
    Bulk.response(answer);
    var first = Bulk.at(answer, 0).path("bulkId").asString("").equals("team") ? 0 : 1;
    requireMember(t, answer, first, 1 - first);
  }

  private static void inPath(Trial t) {
    var patch = Trial.patchOp(Json.operation("replace", "title", "\"Boss\""));
    Person.needs(t, "title");
    var answer =
        Bulk.send(
            t,
            Bulk.post(t.users().endpoint(), "ann", user(t)),
            Bulk.operation("PATCH", t.users().endpoint() + "/bulkId:ann", ", \"data\": " + patch));
    Bulk.requireStatus(answer, 1, "200", "204");
    var json = t.get(t.users().endpoint() + "/" + id(answer, 0)).json();
    Expect.equal("Boss", json.path("title").asString(""), "title");
  }

  private static ObjectNode reporting(Trial t, String manager) {
    var body = user(t);
    body.withArray("schemas").add(Urns.ENTERPRISE);
    body.putObject(Urns.ENTERPRISE).putObject("manager").put("value", "bulkId:" + manager);
    return body;
  }

  private static String managerOf(Trial t, Answer answer, int index) {
    return t.get(t.users().endpoint() + "/" + id(answer, index))
        .at(Urns.ENTERPRISE, "manager", "value");
  }

  private static void inExtension(Trial t) {
    Person.needsEnterprise(t);
    var answer =
        Bulk.send(
            t,
            Bulk.post(t.users().endpoint(), "boss", user(t)),
            Bulk.post(t.users().endpoint(), "ann", reporting(t, "boss")));
    Bulk.requireStatus(answer, 1, "201");
    Expect.equal(id(answer, 0), managerOf(t, answer, 1), "manager");
  }

  private static void circle(Trial t) {
    Person.needsEnterprise(t);
    var answer =
        Bulk.send(
            t,
            Bulk.post(t.users().endpoint(), "ann", reporting(t, "ben")),
            Bulk.post(t.users().endpoint(), "ben", reporting(t, "ann")));
    if (Bulk.status(Bulk.at(answer, 0)).equals("409")
        || Bulk.status(Bulk.at(answer, 1)).equals("409")) {
      return;
    }
    Bulk.requireStatus(answer, 0, "201");
    Bulk.requireStatus(answer, 1, "201");
    Expect.equal(id(answer, 1), managerOf(t, answer, 0), "manager of the first");
    Expect.equal(id(answer, 0), managerOf(t, answer, 1), "manager of the second");
  }

  private static void unresolvable(Trial t) {
    Bulk.requireRefused(
        Bulk.send(t, Bulk.post(t.groups().endpoint(), "team", group(t, "nobody"))), 0);
  }

  private static void twice(Trial t) {
    var answer =
        Bulk.send(
            t,
            Bulk.post(t.users().endpoint(), "ann", user(t)),
            Bulk.post(t.users().endpoint(), "ann", user(t)));
    if (answer.status() != 200) {
      Expect.refusal(answer);
      return;
    }
    Bulk.requireRefused(answer, 1);
  }
}
