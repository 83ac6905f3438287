package dev.muster.store.resource;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.MembersChange;
import dev.muster.scim.provider.TenantDirectory;
import dev.muster.scim.provider.WriteOutcome;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Random operations and filters on a small world of ids and values, so that they meet often.
final class RandomDirectory {
  private static final List<String> VALUES =
      List.of("a", "A", "ab", "aB", "b", "é", "É", "ß", "a@b.example", "", "𝒥", "x".repeat(300));

  private final RandomGenerator random;

  RandomDirectory(RandomGenerator random) {
    this.random = random;
  }

  Function<TenantDirectory, WriteOutcome> operation() {
    var user = id("u");
    var group = id("g");
    var json = userJson();
    var version = 1 + random.nextInt(3);
    var change = membersChange();
    var groupJson = ScimJson.write(ScimJson.object().put("displayName", "G" + random.nextInt(3)));
    return switch (random.nextInt(9)) {
      case 0, 1, 2 -> directory -> directory.createUser(user, json);
      case 3 -> directory -> directory.updateUser(user, version, json);
      case 4 -> directory -> directory.createGroup(group, added(change));
      case 5, 6 -> directory -> directory.change(group, change);
      case 7 -> directory -> directory.updateGroup(group, version, groupJson, change);
      default ->
          random.nextBoolean()
              ? directory -> directory.delete("User", user)
              : directory -> directory.delete("Group", group);
    };
  }

  private static List<String> added(MembersChange change) {
    return switch (change) {
      case MembersChange.Delta delta -> delta.add();
      case MembersChange.ReplaceAll all -> all.members();
    };
  }

  private MembersChange membersChange() {
    return random.nextInt(4) == 0
        ? new MembersChange.ReplaceAll(memberIds())
        : new MembersChange.Delta(memberIds(), memberIds());
  }

  private List<String> memberIds() {
    return Stream.generate(() -> random.nextInt(5) == 0 ? id("g") : id("u"))
        .limit(random.nextInt(4))
        .toList();
  }

  private String id(String prefix) {
    return prefix + random.nextInt(prefix.equals("u") ? 30 : 5);
  }

  private String userJson() {
    var user = ScimJson.object();
    user.put("userName", value() + random.nextInt(20));
    if (random.nextBoolean()) {
      user.put("externalId", value());
    }
    if (random.nextBoolean()) {
      user.put("title", value());
    }
    if (random.nextBoolean()) {
      user.put("displayName", value());
    }
    user.put("active", random.nextBoolean());
    for (int i = random.nextInt(3); i > 0; i--) {
      user.withArray("emails").addObject().put("value", value()).put("type", emailType());
    }
    return ScimJson.write(user);
  }

  private String value() {
    return VALUES.get(random.nextInt(VALUES.size()));
  }

  private String emailType() {
    return random.nextBoolean() ? "work" : "home";
  }

  /// A filter on Users as text, nested no deeper than this.
  String filter(int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 4)) {
      case 0, 1 -> comparison(attribute());
      case 2 -> attribute() + " pr";
      case 3 -> "emails[" + valueFilter() + "]";
      case 4, 5 -> "(" + filter(depth - 1) + " and " + filter(depth - 1) + ")";
      case 6 -> "(" + filter(depth - 1) + " or " + filter(depth - 1) + ")";
      default -> "not (" + filter(depth - 1) + ")";
    };
  }

  private String valueFilter() {
    return switch (random.nextInt(4)) {
      case 0 -> comparison("value");
      case 1 -> comparison("value") + " and " + comparison("type");
      case 2 -> comparison("value") + " or " + comparison("type");
      default -> "not (" + comparison("value") + ")";
    };
  }

  private String attribute() {
    var attributes =
        List.of(
            "userName", "externalId", "title", "displayName", "emails.value", "emails.type", "id");
    return attributes.get(random.nextInt(attributes.size()));
  }

  private String comparison(String attribute) {
    var operators = List.of("eq", "eq", "ne", "sw", "sw", "co", "ew", "gt", "le");
    var operator = operators.get(random.nextInt(operators.size()));
    return "%s %s \"%s\"".formatted(attribute, operator, literal(attribute));
  }

  private String literal(String attribute) {
    return switch (attribute) {
      case "id" -> id("u");
      case "type", "emails.type" -> emailType();
      case "userName" -> random.nextBoolean() ? value() : value() + random.nextInt(20);
      default -> value();
    };
  }
}
