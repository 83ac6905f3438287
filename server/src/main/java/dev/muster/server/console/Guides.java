package dev.muster.server.console;

import gg.jte.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/// The guides of `docs/guides`, with a tenant's own values in the places of those that they show.
final class Guides {
  /// Whom there is a guide for: the name of its file, and its title.
  static final Map<String, String> TITLES =
      Map.of(
          "entra", "Microsoft Entra ID",
          "okta", "Okta",
          "onelogin", "OneLogin",
          "jumpcloud", "JumpCloud");

  private static final String FOLDER = "/dev/muster/server/guides/";
  private static final String URL = "https://scim.example.com/t/contoso/scim/v2";
  private static final String SITE = "https://scim.example.com";
  private static final Pattern TENANT = Pattern.compile("\\bcontoso\\b");
  // Pages of the repository, which the server does not have.
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)\\]\\(\\.\\./[^)]*\\)");
  // Whoever reads this has a tenant, and sees its name already.
  private static final Pattern KNOWN =
      Pattern.compile(
          "(?m)\\A# .*|^## In Muster$[\\s\\S]*?(?=^## )|^1\\. `\\./muster tenant create.*$");
  private static final List<TablesExtension> TABLES =
      List.of((TablesExtension) TablesExtension.create());

  private Guides() {}

  /// A guide as HTML. Nothing in it comes from anybody but us, and the tenant's name and address,
  /// which the Markdown escapes.
  static Content of(String name, String tenant, String tenantUrl) {
    var site = tenantUrl.substring(0, tenantUrl.indexOf("/t/"));
    var own = read(name).replace(URL, tenantUrl).replace(SITE, site);
    var text =
        KNOWN
            .matcher(LINK.matcher(TENANT.matcher(own).replaceAll(tenant)).replaceAll("$1"))
            .replaceAll("");
    var html =
        HtmlRenderer.builder()
            .extensions(TABLES)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .build()
            .render(Parser.builder().extensions(TABLES).build().parse(text));
    var levelled =
        html.replace("<h2>", "<h3>").replace("</h2>", "</h3>").replace("<th></th>", "<td></td>");
    return output -> output.writeContent(levelled);
  }

  private static String read(String name) {
    try (var file = Guides.class.getResourceAsStream(FOLDER + name + ".md")) {
      if (file == null) {
        throw new IllegalArgumentException("there is no guide \"%s\"".formatted(name));
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
