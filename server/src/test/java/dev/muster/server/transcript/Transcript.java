package dev.muster.server.transcript;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Requests as a client sends them, each with the response that it gets.
///
/// ```
/// # A sentence: who sends it, and what for.
/// # needs: text-boolean
///
/// PATCH /Users/{user}
///
/// {"schemas": […], "Operations": […]}
///
/// ### 200
/// ETag: {etag}
///
/// {"id": "{user}", "active": false}
/// ```
///
/// A placeholder stands for what it stood for when it first came up; `{etag}` and `{timestamp}`
/// stand for any.
///
/// @param needs dialect rules without which it comes out differently
/// @param counts dialect rules that only count it
record Transcript(
    Path file, String sentence, List<String> needs, List<String> counts, List<Exchange> exchanges) {
  private static final Pattern REQUEST =
      Pattern.compile("(GET|HEAD|POST|PUT|PATCH|DELETE) (/\\S*)");
  private static final String RESPONSE = "###";

  Transcript {
    needs = List.copyOf(needs);
    counts = List.copyOf(counts);
    exchanges = List.copyOf(exchanges);
  }

  record Exchange(Message request, String method, String target, Message response) {
    Exchange answered(Message actual) {
      return new Exchange(request, method, target, actual);
    }
  }

  /// A request, or a response.
  ///
  /// @param firstLine `PATCH /Users/{user}` or `200`
  record Message(String firstLine, Map<String, String> headers, String body) {}

  /// The client's name: the folder that the transcript lies in.
  String client() {
    return file.getName(file.getNameCount() - 2).toString();
  }

  String name() {
    return client() + "/" + file.getFileName();
  }

  static Transcript read(Path file) {
    try {
      return parse(file, Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Transcript parse(Path file, List<String> lines) {
    var sentence = new StringBuilder();
    var needs = new ArrayList<String>();
    var counts = new ArrayList<String>();
    int i = 0;
    for (; i < lines.size() && !REQUEST.matcher(lines.get(i)).matches(); i++) {
      var line = lines.get(i);
      if (line.startsWith("# needs:")) {
        needs.addAll(names(line));
      } else if (line.startsWith("# counts:")) {
        counts.addAll(names(line));
      } else if (line.startsWith("# ")) {
        sentence.append(sentence.isEmpty() ? "" : " ").append(line.substring(2).strip());
      }
    }
    return new Transcript(
        file, sentence.toString(), needs, counts, exchanges(lines.subList(i, lines.size())));
  }

  private static List<String> names(String line) {
    return Arrays.stream(line.substring(line.indexOf(':') + 1).split(",", -1))
        .map(String::strip)
        .toList();
  }

  private static List<Exchange> exchanges(List<String> lines) {
    var messages = new ArrayList<Message>();
    var current = new ArrayList<String>();
    for (var line : lines) {
      if (REQUEST.matcher(line).matches() || line.startsWith(RESPONSE)) {
        if (!current.isEmpty()) {
          messages.add(message(current));
        }
        current.clear();
      }
      current.add(line);
    }
    messages.add(message(current));
    var exchanges = new ArrayList<Exchange>();
    for (int i = 0; i < messages.size(); i += 2) {
      var request = REQUEST.matcher(messages.get(i).firstLine());
      if (!request.matches() || i + 1 == messages.size()) {
        throw new IllegalArgumentException("a request and a response by turns: " + lines);
      }
      exchanges.add(
          new Exchange(messages.get(i), request.group(1), request.group(2), messages.get(i + 1)));
    }
    return exchanges;
  }

  private static Message message(List<String> lines) {
    var first = lines.getFirst();
    var headers = new LinkedHashMap<String, String>();
    int i = 1;
    for (; i < lines.size() && !lines.get(i).isBlank(); i++) {
      int colon = lines.get(i).indexOf(':');
      headers.put(lines.get(i).substring(0, colon), lines.get(i).substring(colon + 1).strip());
    }
    return new Message(
        first.startsWith(RESPONSE) ? first.substring(RESPONSE.length()).strip() : first,
        headers,
        String.join("\n", lines.subList(i, lines.size())).strip());
  }

  /// Writes the file again, with other responses.
  void write(List<Exchange> answered) {
    var text = new StringBuilder();
    try {
      for (var line : Files.readAllLines(file)) {
        if (REQUEST.matcher(line).matches()) {
          break;
        }
        text.append(line).append('\n');
      }
      for (var exchange : answered) {
        append(text, "", exchange.request());
        append(text, RESPONSE + " ", exchange.response());
      }
      Files.writeString(file, text.toString().stripTrailing() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void append(StringBuilder text, String prefix, Message message) {
    text.append(prefix).append(message.firstLine()).append('\n');
    message
        .headers()
        .forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    text.append('\n');
    if (!message.body().isEmpty()) {
      text.append(message.body()).append("\n\n");
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
