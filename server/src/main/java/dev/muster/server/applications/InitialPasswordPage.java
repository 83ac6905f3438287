package dev.muster.server.applications;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.applications.InitialPasswords.Fetched;
import dev.muster.server.http.Handler;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Where a one-time link leads. Opening it shows a button, and only the button fetches the
/// password: mail programs and chats open links by themselves.
public final class InitialPasswordPage implements Handler {
  private static final Map<String, String> PRIVATE =
      Map.of(
          "Cache-Control",
          "no-store",
          "Referrer-Policy",
          "no-referrer",
          "X-Frame-Options",
          "DENY",
          "Content-Security-Policy",
          "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'");

  private final InitialPasswords passwords;
  private final Routes<Handler> routes =
      new Routes<Handler>()
          .on("GET", InitialPasswords.PREFIX + "/{secret}", this::ask)
          .on("POST", InitialPasswords.PREFIX + "/{secret}", this::show);

  public InitialPasswordPage(InitialPasswords passwords) {
    this.passwords = passwords;
  }

  @Override
  public Response answer(Request request) {
    var match = routes.require(request);
    return match.handler().answer(request.at(match.parameters()));
  }

  private Response ask(Request request) {
    return passwords.waits(request.parameter("secret"))
        ? page(
            200,
            """
            <p>It is shown once. Have a place for it ready, and change it when you sign in.</p>
            <form method="post"><button>Show the password</button></form>
            """)
        : gone(request);
  }

  private Response show(Request request) {
    return passwords
        .fetch(request.parameter("secret"))
        .map(fetched -> shown(request, fetched))
        .orElseGet(() -> gone(request));
  }

  private static Response shown(Request request, Fetched fetched) {
    if (wantsJson(request)) {
      var json =
          ScimJson.object().put("account", fetched.account()).put("password", fetched.password());
      return Response.of(200, "application/json", ScimJson.writeBytes(json)).with(PRIVATE);
    }
    return page(
        200,
        """
        <p>User name: <code>%s</code></p>
        <p>Password: <code>%s</code></p>
        <p>It is not kept here any more. Change it when you sign in.</p>
        """
            .formatted(escaped(fetched.account()), escaped(fetched.password())));
  }

  private static Response gone(Request request) {
    var detail =
        "This link was used, has expired, or never was. Ask your administrator for another.";
    return wantsJson(request)
        ? Response.of(
                410,
                "application/json",
                ScimJson.writeBytes(ScimJson.object().put("detail", detail)))
            .with(PRIVATE)
        : page(410, "<p>" + detail + "</p>");
  }

  private static boolean wantsJson(Request request) {
    return request.headers().find("Accept").orElse("").contains("application/json");
  }

  private static Response page(int status, String content) {
    var page =
        """
        <!doctype html>
        <html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <meta name="robots" content="noindex"><title>Your temporary password</title>
        <style>
          body { font: 16px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 4rem auto; padding: 0 1rem }
          code { font-size: 1.2em; user-select: all } button { font: inherit; padding: .5em 1em }
        </style>
        <h1>Your temporary password</h1>
        %s</html>
        """
            .formatted(content);
    return Response.of(status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8))
        .with(PRIVATE);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
