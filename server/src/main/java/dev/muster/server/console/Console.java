package dev.muster.server.console;

import dev.muster.server.admin.AdminApi;
import dev.muster.server.administrators.AdministratorParts;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Proxies;
import dev.muster.server.http.PublicUrl;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.http.UnexpectedFailure;
import dev.muster.server.principal.Audit;
import dev.muster.server.principal.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// All of the console: who is let in, the pages, and the one place where a failure becomes a page.
public final class Console implements Handler {
  /// Where the console is.
  public static final String PREFIX = "/console";

  private static final int SERVER_ERROR = 500;
  private static final Principal NOBODY = new Principal("", "console", List.of());

  /// What a browser may do with every page.
  static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
              + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "same-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin");

  private final AdminApi api;
  private final SignInPages doors;
  private final Views views = new Views();
  private final Assets assets = new Assets();
  private final PublicUrl publicUrl;
  private final Entrance entrance;
  private final Audit audit;
  private final Withheld withheld;
  private final Routes<Page> pages = new Routes<>();

  /// @param stopping whether the server is about to stop, so that streams have to end
  public Console(
      AdminApi api,
      AdministratorParts administrators,
      PublicUrl publicUrl,
      Proxies proxies,
      BooleanSupplier stopping) {
    var streams = new Streams(stopping);
    this.api = api;
    this.publicUrl = publicUrl;
    this.entrance = new Entrance(publicUrl, proxies);
    this.audit = administrators.audit();
    this.withheld = new Withheld(administrators.permissions());
    this.doors = new SignInPages(administrators, views, entrance);
    List.of(
            new TenantPages(views),
            new DeletedPages(views),
            new DirectoryPages(views),
            new InboundPages(views),
            new RequestPages(views),
            new EventPages(views),
            new TenantSettingPages(views),
            new SearchPages(views),
            new NewApplicationPages(views),
            new ApplicationPages(views, streams),
            new GuidePages(views),
            new AssignmentPages(views),
            new MappingPages(views),
            new ScopingPages(views),
            new PlanPages(views),
            new LogPages(views),
            new ConnectionPages(views),
            new FailurePages(views),
            new LinkPages(views),
            new JoinPages(views),
            new DriftPages(views),
            new ApplicationSettingPages(views),
            new ExplainPages(views),
            new AccountPages(views, administrators, entrance),
            new SecondFactorPages(views, administrators.secondFactors(), entrance),
            new SingleSignOnPages(views, administrators.singleSignOn(), entrance),
            new AdministrationPages(views),
            new ApiKeyPages(views))
        .forEach(group -> group.addTo(pages));
  }

  /// The addresses of all pages, with placeholders: `/console/t/{tenant}/people`.
  public List<String> addresses() {
    return pages.patterns("GET");
  }

  /// Some pages that belong together.
  interface Group {
    void addTo(Routes<Page> pages);
  }

  @Override
  public Response answer(Request request) {
    var response = funnel(request);
    var withSecurity = response.with(HEADERS);
    return withSecurity.headers().find("Cache-Control").isPresent()
        ? withSecurity
        : withSecurity.with("Cache-Control", "no-store");
  }

  private Response funnel(Request request) {
    try {
      return admitted(request);
    } catch (HttpException e) {
      return failure(request, e.status(), e.detail());
    } catch (RuntimeException e) {
      var reference = UnexpectedFailure.log(request, e);
      return failure(request, SERVER_ERROR, UnexpectedFailure.detail(reference));
    }
  }

  private Response admitted(Request request) {
    var path = request.segments();
    if (path.size() > 2 && path.get(1).equals("assets")) {
      return assets.file(path.getLast());
    }
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      requireSameOrigin(request);
    }
    var live = doors.session(request);
    var door = doors.find(request, live);
    if (door.isPresent()) {
      return door.get();
    }
    var route = pages.require(request);
    var here = request.at(route.parameters());
    var visitor = live.orElseThrow();
    var visit =
        new Visit(
            here, visitor, Form.of(here), new Api(api, Principal.of(visitor.administrator())));
    var answer = withheld.from(visit.principal(), here, route.handler().answer(visit));
    return Said.find(request).isPresent() && answer.headers().find("Set-Cookie").isEmpty()
        ? Said.forget(answer)
        : answer;
  }

  /// A form of another site's page carries our cookies in some browsers; it cannot hide where it
  /// comes from. Browsers send `Origin` with every POST.
  private void requireSameOrigin(Request request) {
    if (!entrance.isSentFromHere(request)) {
      audit.refused(
          doors.session(request).map(live -> live.administrator().email()).orElse(""),
          "console",
          "a form from elsewhere",
          "refused",
          entrance.visitor(request).address());
      throw HttpException.forbidden(
          "this form was sent from another site, or the browser does not say from where; open the console at %s and send it again"
              .formatted(publicUrl.url()));
    }
  }

  private Response failure(Request request, int status, String detail) {
    var principal =
        doors.session(request).map(live -> Principal.of(live.administrator())).orElse(NOBODY);
    var frame =
        new Frame(title(status), "", Optional.empty(), principal, Optional.of(Said.failed(detail)));
    return views.page(status, "failure", frame);
  }

  private static String title(int status) {
    return switch (status) {
      case 403 -> "That is not allowed";
      case 404 -> "There is nothing here";
      case 429 -> "Too many attempts";
      default -> status >= SERVER_ERROR ? "Something went wrong" : "That did not work";
    };
  }
}
