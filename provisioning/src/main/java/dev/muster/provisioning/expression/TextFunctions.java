package dev.muster.provisioning.expression;

import static dev.muster.provisioning.expression.Kind.COMPARE_TYPE;
import static dev.muster.provisioning.expression.Kind.REGEX;
import static dev.muster.provisioning.expression.Kind.TEXT;
import static dev.muster.provisioning.expression.Kind.WHOLE;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.StringTokenizer;
import tools.jackson.databind.JsonNode;

/// Functions of text. Positions count characters from 1; a character outside the basic plane is
/// one, so that no text is cut in the middle of it.
final class TextFunctions {
  private static final Parameter SOURCE = Parameter.of("source", TEXT);

  static final List<Function> ALL =
      List.of(
          Function.of(
              "Append",
              "The source with a suffix.",
              List.of(SOURCE, Parameter.of("suffix", TEXT).orNull()),
              a -> Values.of(a.text(0) + a.text(1))),
          Function.of(
              "Prepend",
              "The source with a prefix.",
              List.of(Parameter.of("prefix", TEXT).orNull(), SOURCE),
              a -> Values.of(a.text(0) + a.text(1))),
          Function.of(
              "Join",
              "The sources that have a value, with a separator between them.",
              List.of(
                  Parameter.of("separator", TEXT).orNull(),
                  Parameter.of("source", TEXT).orNull().repeated()),
              TextFunctions::join),
          Function.of(
              "Left",
              "The first characters of a text; all of it if their number is negative.",
              List.of(Parameter.of("String", TEXT).orNull(), Parameter.of("NumChars", WHOLE)),
              a -> Values.of(a.whole(1) < 0 ? a.text(0) : part(a.text(0), 0, a.whole(1)))),
          Function.of(
              "Right",
              "The last characters of a text. Muster's own.",
              List.of(Parameter.of("String", TEXT).orNull(), Parameter.of("NumChars", WHOLE)),
              TextFunctions::right),
          Function.of(
              "Mid",
              "Characters of a text from a position on.",
              List.of(SOURCE, Parameter.of("start", WHOLE), Parameter.of("length", WHOLE)),
              a -> Values.of(part(a.text(0), Math.max(a.whole(1), 1) - 1, a.whole(2)))),
          Function.of(
              "Len",
              "How many characters a text has.",
              List.of(SOURCE),
              a -> Values.number(length(a.text(0)))),
          Function.of(
              "InStr",
              "Where a text first occurs in another; 0 if nowhere.",
              List.of(
                  Parameter.of("value1", TEXT),
                  Parameter.of("value2", TEXT),
                  Parameter.of("start", WHOLE).orNothing(),
                  Parameter.of("compareType", COMPARE_TYPE).orNothing()),
              TextFunctions::position),
          Function.of(
              "Word",
              "The nth word of a text; empty if it has fewer.",
              List.of(
                  Parameter.of("String", TEXT).orNull(),
                  Parameter.of("WordNumber", WHOLE),
                  Parameter.of("Delimiters", TEXT)),
              TextFunctions::word),
          Function.of(
              "ToLower",
              "The source in lower case.",
              List.of(SOURCE, Parameter.of("culture", TEXT).orNothing()),
              a -> Values.of(a.text(0).toLowerCase(Locale.forLanguageTag(a.text(1))))),
          Function.of(
              "ToUpper",
              "The source in upper case.",
              List.of(SOURCE, Parameter.of("culture", TEXT).orNothing()),
              a -> Values.of(a.text(0).toUpperCase(Locale.forLanguageTag(a.text(1))))),
          Function.of(
              "PCase",
              "The source with each word's first letter in upper case and the rest in lower case.",
              List.of(SOURCE, Parameter.of("wordSeparators", TEXT).orNothing()),
              a -> Values.of(ProperCase.of(a.text(0), a.text(1)))),
          Function.of(
              "Trim",
              "The source without spaces at its ends. Muster's own.",
              List.of(SOURCE),
              a -> Values.of(a.text(0).strip())),
          Function.of(
              "StripSpaces",
              "The source without its spaces.",
              List.of(SOURCE),
              a -> Values.of(a.text(0).replace(" ", ""))),
          Function.of(
              "NormalizeDiacritics",
              "The source with plain Latin letters in place of accented ones.",
              List.of(SOURCE),
              a -> Values.of(Diacritics.normalize(a.text(0)))),
          Function.of(
                  "Replace",
                  "The source with text or what a regular expression matches replaced.",
                  List.of(
                      SOURCE.orNull(),
                      Parameter.of("oldValue", TEXT).orNothing(),
                      Parameter.of("regexPattern", REGEX).orNothing(),
                      Parameter.of("regexGroupName", TEXT).orNothing(),
                      Parameter.of("replacementValue", TEXT).orNothing(),
                      Parameter.of("replacementAttributeName", TEXT).orNothing(),
                      Parameter.of("template", TEXT).orNothing()),
                  Replacement::replace)
              .checked(Replacement::problem),
          Function.of(
              "CStr",
              "The value as text.",
              List.of(Parameter.of("value", Kind.ANY)),
              a -> Values.of(a.text(0))),
          Function.of(
              "ConvertToBase64",
              "The source's UTF-16 bytes in base64.",
              List.of(SOURCE),
              a ->
                  Values.of(
                      Base64.getEncoder()
                          .encodeToString(a.text(0).getBytes(StandardCharsets.UTF_16LE)))),
          Function.of(
              "ConvertToUTF8Hex",
              "The source's UTF-8 bytes in hexadecimal digits.",
              List.of(SOURCE),
              a ->
                  Values.of(
                      HexFormat.of()
                          .withUpperCase()
                          .formatHex(a.text(0).getBytes(StandardCharsets.UTF_8)))),
          Function.of(
              "DefaultDomain",
              "The domain that the job's settings name as the default one.",
              List.of(),
              TextFunctions::defaultDomain),
          Function.of(
              "Redact",
              "The value; logs show [Redact] in its place.",
              List.of(Parameter.of("value", Kind.ANY)),
              a -> a.value(0)));

  private TextFunctions() {}

  private static JsonNode defaultDomain(Arguments arguments) {
    return arguments
        .environment()
        .defaultDomain()
        .map(Values::of)
        .orElseThrow(() ->
            new EvaluationException("there is no default domain; name one in the job's settings"));
  }

  // Entra's documentation joins "" and "Doe" with ", " to "Doe": empty sources do not count.
  private static JsonNode join(Arguments arguments) {
    var parts = new ArrayList<String>();
    for (int i = 1; i < arguments.count(); i++) {
      for (var value : Values.list(arguments.value(i))) {
        if (Values.isPresent(value)) {
          parts.add(Values.text(value));
        }
      }
    }
    return parts.isEmpty() ? Values.NULL : Values.of(String.join(arguments.text(0), parts));
  }

  private static JsonNode right(Arguments arguments) {
    var text = arguments.text(0);
    int count = arguments.whole(1);
    return Values.of(count < 0 ? text : part(text, Math.max(0, length(text) - count), count));
  }

  private static JsonNode position(Arguments arguments) {
    var ignoreCase =
        arguments.text(3).equalsIgnoreCase("vbTextCompare") || arguments.text(3).equals("1");
    var text = arguments.text(0);
    var wanted = arguments.text(1);
    int start = Math.max(arguments.whole(2, 1), 1) - 1;
    if (start > length(text)) {
      return Values.number(0);
    }
    for (int i = text.offsetByCodePoints(0, start); i <= text.length() - wanted.length(); i++) {
      if (text.regionMatches(ignoreCase, i, wanted, 0, wanted.length())) {
        return Values.number(text.codePointCount(0, i) + 1L);
      }
    }
    return Values.number(0);
  }

  private static JsonNode word(Arguments arguments) {
    var words = new StringTokenizer(arguments.text(0), arguments.text(2));
    int number = arguments.whole(1);
    if (number < 1 || number > words.countTokens()) {
      return Values.of("");
    }
    for (int i = 1; i < number; i++) {
      words.nextToken();
    }
    return Values.of(words.nextToken());
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String part(String text, int skipped, int count) {
    int length = length(text);
    int from = Math.min(skipped, length);
    int to = from + Math.min(Math.max(count, 0), length - from);
    return text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
  }
}
