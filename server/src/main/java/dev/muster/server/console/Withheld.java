package dev.muster.server.console;

import dev.muster.server.admin.AdminApi;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.http.Response.Content;
import dev.muster.server.principal.Permissions;
import dev.muster.server.principal.Principal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Disables the forms of a page that the admin API would refuse to whoever sees it, so that nobody
/// fills in what they may not send. The one place that knows which change of the admin API a form
/// of the console is; the refusal itself stays where it was.
final class Withheld {
  private static final Pattern FORM =
      Pattern.compile("<form((?:\\s+[\\w-]+(?:=\"[^\"]*\")?)*)\\s*>|</form>");
  private static final Pattern POSTS = Pattern.compile("\\smethod=\"post\"");
  private static final Pattern ACTION = Pattern.compile("\\saction=\"([^\"?]*)[^\"]*\"");
  private static final String BEGIN = "<fieldset class=\"withheld\" disabled>";
  private static final String END = "</fieldset>";
  private static final String NOTICE = " data-withheld hidden>";
  private static final String SHOWN_NOTICE = " data-withheld>";
  private static final Set<String> ONES_OWN = Set.of("account", "sign-out", "sign-in", "search");
  private static final Set<String> OF_THE_PLATFORM = Set.of("suspend", "resume");
  private static final int TENANT = 2;

  private final Permissions permissions;

  Withheld(Permissions permissions) {
    this.permissions = permissions;
  }

  /// The page as this principal can use it.
  Response from(Principal principal, Request request, Response page) {
    var isPage = page.headers().find("Content-Type").filter(type -> type.startsWith("text/html"));
    return !principal.isPlatformAdministrator()
            && isPage.isPresent()
            && page.content() instanceof Content.Bytes(var bytes)
        ? new Response(
            page.status(),
            page.headers(),
            new Content.Bytes(
                from(principal, request.path(), new String(bytes, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8)))
        : page;
  }

  private String from(Principal principal, String path, String html) {
    var forms = FORM.matcher(html);
    var shown = new StringBuilder(html.length());
    var open = false;
    var any = false;
    while (forms.find()) {
      var tag = forms.group();
      if (tag.equals("</form>")) {
        forms.appendReplacement(shown, open ? END + tag : tag);
        open = false;
      } else {
        open = POSTS.matcher(tag).find() && !mayPost(principal, action(tag, path));
        any |= open;
        forms.appendReplacement(shown, Matcher.quoteReplacement(open ? tag + BEGIN : tag));
      }
    }
    forms.appendTail(shown);
    return any ? shown.toString().replace(NOTICE, SHOWN_NOTICE) : html;
  }

  private static String action(String tag, String path) {
    var action = ACTION.matcher(tag);
    return action.find() ? action.group(1) : path;
  }

  /// Whether the change of the admin API that is behind a form is allowed.
  boolean mayPost(Principal principal, String action) {
    var segments = Request.of("POST", action, Map.of(), new byte[0]).segments();
    if (segments.size() < TENANT || ONES_OWN.contains(segments.get(1))) {
      return true;
    }
    return permissions.allows(
        principal, Request.of("POST", apiPath(segments), Map.of(), new byte[0]));
  }

  private static String apiPath(List<String> console) {
    var path = new ArrayList<>(console.subList(1, console.size()));
    if (path.getFirst().equals("t") && path.size() > 1) {
      path.set(0, "tenants");
      ofTenant(path);
    }
    var encoded = path.stream().map(Api::encoded).toList();
    return AdminApi.PREFIX + "/" + String.join("/", encoded);
  }

  private static void ofTenant(List<String> path) {
    var page = path.size() > TENANT ? path.get(TENANT) : "";
    var last = path.getLast();
    if (page.equals("applications") && !last.equals("new")) {
      path.set(TENANT, last.equals("person") ? "directory" : "jobs");
    } else if (page.equals("settings") && last.equals("delete")) {
      path.subList(TENANT, path.size()).clear();
    } else if (page.equals("settings") && OF_THE_PLATFORM.contains(last)) {
      path.remove(TENANT);
    }
  }
}
