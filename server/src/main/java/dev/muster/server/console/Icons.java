package dev.muster.server.console;

import gg.jte.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Tabler's icons by name, put into the page itself: no request, no font.
public final class Icons {
  private static final String FOLDER =
      "/META-INF/resources/webjars/tabler__icons/3.35.0/icons/outline/";
  private static final Pattern CLASS = Pattern.compile("class=\"[^\"]*\"");
  private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
  private static final Map<String, String> READ = new ConcurrentHashMap<>();

  private Icons() {}

  /// An icon that says nothing a reader of the text beside it does not know.
  public static Content of(String name) {
    var svg = READ.computeIfAbsent(name, Icons::read);
    return output -> output.writeContent(svg);
  }

  private static String read(String name) {
    try (var file = Icons.class.getResourceAsStream(FOLDER + name + ".svg")) {
      if (file == null) {
        throw new IllegalArgumentException("there is no icon \"%s\"".formatted(name));
      }
      var svg = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      var bare = COMMENT.matcher(svg).replaceAll("");
      return CLASS.matcher(bare).replaceFirst("class=\"icon\" aria-hidden=\"true\"").strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
