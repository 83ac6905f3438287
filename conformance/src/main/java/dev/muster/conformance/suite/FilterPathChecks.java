package dev.muster.conformance.suite;

import static dev.muster.conformance.check.Check.must;
import static dev.muster.conformance.check.Check.should;
import static dev.muster.conformance.check.Json.quoted;

import dev.muster.conformance.check.Check;
import dev.muster.conformance.check.CheckEnd;
import dev.muster.conformance.check.Expect;
import dev.muster.conformance.check.Resource;
import dev.muster.conformance.check.Trial;
import dev.muster.conformance.provider.Feature;
import dev.muster.conformance.provider.Urns;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/// Filters on sub-attributes, several values and extensions (RFC 7644 §3.4.2.2), on users.
public final class FilterPathChecks {
  private static final String TAG = "filter:paths";
  private static final String SECTION = "RFC 7644 §3.4.2.2";
  private static final String GROUPED =
      "[ ] Complex attribute filter grouping Service providers MAY support complex filters where expressions MUST be applied to the same value of a parent attribute specified immediately before the left square bracket (\"[\").";
  private static final String ANY =
      "When applied to multi-valued attributes … a match on any of the values is a match";

  private FilterPathChecks() {}

  public static List<Check> all() {
    return Stream.of(paths(), values(), others())
        .flatMap(List::stream)
        .map(check -> check.needing(Feature.FILTER))
        .toList();
  }

  private static List<Check> paths() {
    return List.of(
        finds(
            "a-sub-attribute",
            243,
            "attrPath = [URI \":\"] ATTRNAME *1subAttr",
            user -> "%s and name.familyName eq \"Ångström\"".formatted(named(user)),
            "name"),
        finds(
            "a-sub-attribute-has-no-case",
            251,
            "caseExact … The server SHALL use case sensitivity when evaluating filters. [RFC 7643 §7]",
            user -> "%s and name.givenName eq \"ANN\"".formatted(named(user)),
            "name"),
        finds(
            "a-multi-valued-attribute-means-its-value",
            246,
            "filter=emails co \"example.com\": If a complex multi-valued attribute is given without a sub-attribute, \"value\" is meant",
            user -> "emails eq " + quoted(Person.email(user)),
            "emails"),
        finds(
            "a-sub-attribute-of-many-values",
            247,
            ANY,
            user -> "emails.value eq " + quoted(Person.email(user)),
            "emails"),
        finds(
            "the-presence-of-many-values",
            252,
            "pr present (has value) If the attribute has a non-empty or non-null value, or if it contains a non-empty node for complex attributes, there is a match.",
            user -> named(user) + " and emails pr",
            "emails"),
        finds(
            "the-presence-of-a-complex-attribute",
            252,
            "pr present (has value) … or if it contains a non-empty node for complex attributes, there is a match.",
            user -> named(user) + " and name pr",
            "name"),
        finds(
            "absence",
            252,
            "not \"Not\" function The filter is a match if the expression evaluates to false.",
            user -> named(user) + " and not (photos pr)",
            "photos"),
        finds(
            "ne-where-there-is-no-value",
            253,
            "ne not equal The attribute and operator values are not identical.",
            user -> named(user) + " and profileUrl ne \"https://example.com/\"",
            "profileUrl"));
  }

  private static List<Check> values() {
    return List.of(
        finds(
            "a-value-path",
            248,
            GROUPED,
            user ->
                "emails[type eq \"work\" and value eq %s]".formatted(quoted(Person.email(user))),
            "emails"),
        finds(
            "a-value-path-with-or",
            248,
            GROUPED,
            user -> "%s and emails[type eq \"fax\" or type eq \"home\"]".formatted(named(user)),
            "emails"),
        finds(
            "a-value-path-with-not",
            248,
            GROUPED,
            user -> "%s and emails[not (type eq \"work\")]".formatted(named(user)),
            "emails"),
        finds(
            "a-value-path-with-a-boolean",
            248,
            GROUPED,
            user -> "%s and emails[primary eq true and type eq \"work\"]".formatted(named(user)),
            "emails"),
        must(
            TAG,
            "a-value-path-binds-to-one-value",
            248,
            SECTION,
            GROUPED,
            t -> {
              var user = Person.with(t, "emails");
              Lists.requireFindsNothing(
                  t,
                  t.users(),
                  "%s and emails[type eq \"home\" and value eq %s]"
                      .formatted(named(user), quoted(Person.email(user))));
            }),
        finds(
            "terms-apart-match-different-values",
            247,
            ANY,
            user ->
                "%s and emails.type eq \"home\" and emails.value eq %s"
                    .formatted(named(user), quoted(Person.email(user))),
            "emails"));
  }

  private static List<Check> others() {
    return List.of(
        must(
            TAG,
            "an-extension-attribute",
            375,
            "RFC 7644 §3.10",
            "prefixing the attribute name with its schema URN separated by a colon (\":\") character, e.g., … \"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber\"",
            FilterPathChecks::extension),
        must(
            TAG,
            "quotes-in-values-are-escaped",
            242,
            SECTION,
            "compValue = false / null / true / number / string ; rules from JSON (RFC 7159)",
            t -> title(t, "the \"boss\" \\ here")),
        must(
            TAG,
            "values-beyond-ascii",
            370,
            SECTION,
            "compValue … string ; rules from JSON (RFC 7159), UTF-8 percent-encoded",
            t -> title(t, "Größe 北京 😀")),
        must(
            TAG,
            "values-with-operators-inside",
            242,
            SECTION,
            "compValue … string ; rules from JSON (RFC 7159)",
            t -> title(t, "a and (b or c) eq [d]")),
        must(
            TAG,
            "user-names-have-no-case",
            150,
            "RFC 7643 §4.1.1",
            "userName … This attribute is REQUIRED and is case insensitive.",
            t -> {
              var user = t.create(t.users());
              Lists.requireFinds(
                  t,
                  t.users(),
                  "userName eq " + quoted(user.text("userName").toUpperCase(Locale.ROOT)),
                  user);
            }),
        should(
            TAG,
            "passwords-cannot-be-asked-for",
            257,
            "RFC 7643 §4.1.1, §9.2",
            "the cleartext or hashed value of a password SHALL NOT be returned … or be usable to learn of it",
            t -> {
              Person.needs(t, "password");
              Expect.status(t.filter(t.users(), "password sw \"a\""), 400, 403);
            }));
  }

  private static Check finds(
      String name, int rule, String sentence, Function<Resource, String> filter, String needed) {
    return must(
        TAG,
        name,
        rule,
        SECTION,
        sentence,
        t -> {
          var user = Person.with(t, needed);
          if (needed.equals("emails") && Person.email(user).isEmpty()) {
            throw new CheckEnd.Failure("emails in the answer to POST", user.json().toString());
          }
          Lists.requireFinds(t, t.users(), filter.apply(user), user);
        });
  }

  private static String named(Resource user) {
    return "userName eq " + quoted(user.text("userName"));
  }

  private static void extension(Trial t) {
    Person.needsEnterprise(t);
    var body = t.maker().typical(t.users());
    var number = t.name("number");
    body.putObject(Urns.ENTERPRISE).put("employeeNumber", number);
    body.withArray("schemas").add(Urns.ENTERPRISE);
    var user = t.create(t.users(), body);
    Lists.requireFinds(
        t, t.users(), "%s:employeeNumber eq %s".formatted(Urns.ENTERPRISE, quoted(number)), user);
  }

  private static void title(Trial t, String title) {
    Person.needs(t, "title");
    var user = t.create(t.users(), t.maker().typical(t.users()).put("title", title));
    Lists.requireFinds(
        t, t.users(), "%s and title eq %s".formatted(named(user), quoted(title)), user);
  }
}
