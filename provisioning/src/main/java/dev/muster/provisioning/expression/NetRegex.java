package dev.muster.provisioning.expression;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// .NET's regular expressions, as far as they differ from Java's in what mappings use: names of
/// groups may hold an underscore or stand in single quotes; `\w`, `\d`, `\s` and `(?i)` know all
/// scripts; only a line feed ends a line; brackets in a class are letters unless they subtract; in
/// a replacement only `$` is special, and groups with a name are counted after those without.
public final class NetRegex {
  private static final Pattern GROUP =
      Pattern.compile("\\(\\?(?:<([A-Za-z_]\\w*)>|'([A-Za-z_]\\w*)')");
  private static final Pattern BACK_REFERENCE = Pattern.compile("\\\\k(?:<(\\w+)>|'(\\w+)')");
  private static final Pattern REFERENCE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\d+)|(\\$)|(&))");

  private NetRegex() {}

  /// Throws `PatternSyntaxException`.
  public static Pattern compile(String regex) {
    var groups =
        GROUP
            .matcher(regex)
            .replaceAll(found -> "(?<" + quoted(found.group(1), found.group(2)) + ">");
    var references =
        BACK_REFERENCE
            .matcher(groups)
            .replaceAll(found -> "\\\\k<" + quoted(found.group(1), found.group(2)) + ">");
    return Pattern.compile(
        NetCharacterClass.rewriteAll(references),
        Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNIX_LINES);
  }

  /// Whether the pattern matches somewhere in the text, as .NET's `IsMatch` says. Throws
  /// [EvaluationException] if that takes too long to say.
  public static boolean matches(Pattern pattern, String text) {
    return pattern.matcher(BoundedText.of(text)).find();
  }

  static boolean hasGroup(Pattern pattern, String name) {
    return pattern.namedGroups().containsKey(javaName(name));
  }

  static String replaceAll(Pattern pattern, String source, String replacement) {
    return pattern
        .matcher(BoundedText.of(source))
        .replaceAll(found -> Matcher.quoteReplacement(expand(pattern, found, replacement)));
  }

  /// Replaces what a group matched, and keeps the rest of each match.
  static String replaceGroup(Pattern pattern, String group, String source, String replacement) {
    var matcher = pattern.matcher(BoundedText.of(source));
    var result = new StringBuilder();
    int done = 0;
    while (matcher.find()) {
      int start = matcher.start(javaName(group));
      if (start >= 0) {
        result.append(source, done, start).append(replacement);
        done = matcher.end(javaName(group));
      }
    }
    return result.append(source, done, source.length()).toString();
  }

  /// What a group matched first; empty if nothing.
  static String extract(Pattern pattern, String group, String source) {
    var matcher = pattern.matcher(BoundedText.of(source));
    if (!matcher.find()) {
      return "";
    }
    var found = matcher.group(javaName(group));
    return found == null ? "" : found;
  }

  private static String expand(Pattern pattern, MatchResult found, String replacement) {
    return REFERENCE
        .matcher(replacement)
        .replaceAll(reference -> Matcher.quoteReplacement(referred(pattern, found, reference)));
  }

  private static String referred(Pattern pattern, MatchResult found, MatchResult reference) {
    if (reference.group(3) != null) {
      return "$";
    }
    if (reference.group(4) != null) {
      return found.group();
    }
    var name = reference.group(1) == null ? reference.group(2) : reference.group(1);
    var number =
        name.chars().allMatch(Character::isDigit) && name.length() < 4
            ? counted(pattern, found.groupCount(), Integer.parseInt(name))
            : pattern.namedGroups().getOrDefault(javaName(name), Integer.MAX_VALUE);
    if (number > found.groupCount()) {
      return reference.group();
    }
    var value = found.group(number);
    return value == null ? "" : value;
  }

  /// The group to which .NET gives a number.
  private static int counted(Pattern pattern, int groups, int number) {
    var named = pattern.namedGroups().values();
    return Stream.concat(
            IntStream.rangeClosed(1, groups).filter(group -> !named.contains(group)).boxed(),
            named.stream().sorted())
        .skip(Math.max(0, number - 1L))
        .filter(group -> number > 0)
        .findFirst()
        .orElse(number);
  }

  private static String quoted(String angled, String quoted) {
    return javaName(angled == null ? quoted : angled);
  }

  // Java's names of groups have no underscore.
  private static String javaName(String name) {
    return name.startsWith("_") ? "U" + name.replace("_", "Z95") : name.replace("_", "Z95");
  }
}
