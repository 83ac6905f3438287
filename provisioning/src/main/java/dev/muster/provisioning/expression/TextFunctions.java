package dev.muster.provisioning.expression;

import static dev.muster.provisioning.expression.Arguments.text;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/// Functions that make a text of texts.
final class TextFunctions {
  static final List<Function> ALL =
      List.of(
          new Function("Append", 2, 2, a -> ifPresent(a, a.text(0) + a.text(1))),
          new Function("Prepend", 2, 2, a -> text(a.text(0) + a.text(1))),
          new Function("ConvertToBase64", 1, 1, TextFunctions::base64),
          new Function("ConvertToUTF8Hex", 1, 1, TextFunctions::utf8Hex),
          new Function("InStr", 2, 4, TextFunctions::position),
          new Function("Join", 2, Function.ANY, a -> text(String.join(a.text(0), a.texts(1)))),
          new Function("Left", 2, 2, TextFunctions::left),
          new Function("Len", 1, 1, a -> JsonNodeFactory.instance.numberNode(a.text(0).length())),
          new Function("Mid", 3, 3, TextFunctions::middle),
          new Function(
              "NormalizeDiacritics", 1, 1, a -> ifPresent(a, Diacritics.normalize(a.text(0)))),
          new Function("PCase", 1, 2, TextFunctions::properCase),
          new Function("Replace", 2, 7, Replacement::apply),
          new Function("StripSpaces", 1, 1, a -> ifPresent(a, a.text(0).replace(" ", ""))),
          new Function("ToLower", 1, 2, a -> ifPresent(a, a.text(0).toLowerCase(culture(a)))),
          new Function("ToUpper", 1, 2, a -> ifPresent(a, a.text(0).toUpperCase(culture(a)))),
          new Function("Word", 3, 3, TextFunctions::word));

  private TextFunctions() {}

  private static JsonNode ifPresent(Arguments arguments, String value) {
    return arguments.has(0) ? text(value) : MissingNode.getInstance();
  }

  private static Locale culture(Arguments arguments) {
    return arguments.has(1) ? Locale.forLanguageTag(arguments.text(1)) : Locale.ROOT;
  }

  /// Base64 of the UTF-16LE bytes, as Entra has it.
  private static JsonNode base64(Arguments arguments) {
    var bytes = arguments.text(0).getBytes(StandardCharsets.UTF_16LE);
    return ifPresent(arguments, Base64.getEncoder().encodeToString(bytes));
  }

  private static JsonNode utf8Hex(Arguments arguments) {
    var bytes = arguments.text(0).getBytes(StandardCharsets.UTF_8);
    return ifPresent(arguments, HexFormat.of().withUpperCase().formatHex(bytes));
  }

  private static JsonNode position(Arguments arguments) {
    var ignoreCase = arguments.text(3).equals("vbTextCompare");
    var in = ignoreCase ? arguments.text(0).toLowerCase(Locale.ROOT) : arguments.text(0);
    var what = ignoreCase ? arguments.text(1).toLowerCase(Locale.ROOT) : arguments.text(1);
    var from = arguments.has(2) ? (int) Math.max(1, arguments.number(2)) : 1;
    return JsonNodeFactory.instance.numberNode(in.indexOf(what, from - 1) + 1);
  }

  private static JsonNode left(Arguments arguments) {
    var source = arguments.text(0);
    var length = arguments.number(1);
    return text(length < 0 ? source : source.substring(0, (int) Math.min(source.length(), length)));
  }

  private static JsonNode middle(Arguments arguments) {
    var source = arguments.text(0);
    var start = Math.clamp(arguments.number(1) - 1, 0, source.length());
    var end = Math.clamp(start + arguments.number(2), start, source.length());
    return ifPresent(arguments, source.substring(start, end));
  }

  private static JsonNode properCase(Arguments arguments) {
    var separators = arguments.has(1) ? arguments.text(1) : "";
    var proper = new StringBuilder();
    var begins = true;
    var source = arguments.text(0).toLowerCase(Locale.ROOT);
    for (var i = 0; i < source.length(); i++) {
      var c = source.charAt(i);
      proper.append(begins ? Character.toTitleCase(c) : c);
      begins = separators.isEmpty() ? !Character.isLetterOrDigit(c) : separators.indexOf(c) >= 0;
    }
    return ifPresent(arguments, proper.toString());
  }

  private static JsonNode word(Arguments arguments) {
    var delimiters = "[" + Pattern.quote(arguments.text(2)) + "]+";
    var words =
        Pattern.compile(delimiters)
            .splitAsStream(arguments.text(0))
            .filter(word -> !word.isEmpty())
            .toList();
    var number = arguments.number(1);
    return text(number < 1 || number > words.size() ? "" : words.get((int) number - 1));
  }
}
