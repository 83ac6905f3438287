package dev.muster.server.console;

import dev.muster.server.console.SelfServiceVisit.Answer;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Proxies;
import dev.muster.server.http.PublicUrl;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.http.UnexpectedFailure;
import dev.muster.server.passwords.SelfServiceAddress;
import dev.muster.server.principal.Audit;
import dev.muster.server.selfservice.SelfService;
import dev.muster.server.selfservice.SelfService.Live;
import java.util.List;
import java.util.stream.Stream;

/// The pages of people of a directory: sign in, change a password that was given to them, see their
/// accounts. They are no part of the console, and an administrator's session is none here.
public final class SelfServicePages implements Handler {
  /// Before the name of a tenant.
  public static final String PREFIX = SelfServiceAddress.PREFIX;

  static final String HOME = PREFIX + "/{tenant}";
  private static final int SERVER_ERROR = 500;

  private final SelfService service;
  private final Views views = new Views();
  private final Shield shield;
  private final Routes<Answer> doors = new Routes<>();
  private final Routes<Answer> rooms = new Routes<>();

  public SelfServicePages(SelfService service, PublicUrl publicUrl, Proxies proxies, Audit audit) {
    this.service = service;
    var entrance = new Entrance(publicUrl, proxies);
    this.shield = new Shield(publicUrl, entrance, audit, "self-service");
    new SelfServiceDoors(service, views, entrance).addTo(doors);
    new SelfServiceRooms(service, views, entrance).addTo(rooms);
  }

  /// What went wrong.
  public record FailureView(String title, String detail) {}

  /// The addresses of all pages, with placeholders.
  public List<String> addresses() {
    return Stream.concat(doors.patterns("GET").stream(), rooms.patterns("GET").stream()).toList();
  }

  @Override
  public Response answer(Request request) {
    return Shield.around(funnel(request));
  }

  private Response funnel(Request request) {
    try {
      return admitted(request);
    } catch (HttpException e) {
      return failure(e.status(), e.detail());
    } catch (RuntimeException e) {
      return failure(SERVER_ERROR, UnexpectedFailure.detail(UnexpectedFailure.log(request, e)));
    }
  }

  private Response failure(int status, String detail) {
    return views.page(
        status, "self-service-failure", new FailureView(Shield.title(status), detail));
  }

  private Response admitted(Request request) {
    var path = request.segments();
    var isDoor = path.size() > 2 && path.get(2).equals("sign-in");
    var match = (isDoor ? doors : rooms).require(request);
    var visit = visit(request.at(match.parameters()));
    shield.requireSameOrigin(request, () -> visit.live().map(Live::userName).orElse(""));
    if (isDoor) {
      return match.handler().answer(visit);
    }
    if (visit.live().isEmpty()) {
      return SelfServiceVisit.to(visit.base() + "/sign-in");
    }
    var mayStay = !visit.person().mustChange() || isAboutPassword(path);
    return mayStay
        ? match.handler().answer(visit)
        : SelfServiceVisit.to(visit.base() + "/password");
  }

  /// What goes before a temporary password is changed.
  private static boolean isAboutPassword(List<String> path) {
    return path.size() > 2 && (path.get(2).equals("password") || path.get(2).equals("sign-out"));
  }

  private SelfServiceVisit visit(Request request) {
    var tenant = service.tenant(request.parameter("tenant"));
    var live =
        Cookies.find(request, SelfServiceVisit.SESSION)
            .flatMap(cookie -> service.find(tenant, cookie));
    return new SelfServiceVisit(request, tenant, live);
  }
}
