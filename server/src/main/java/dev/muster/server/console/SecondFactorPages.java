package dev.muster.server.console;

import dev.muster.server.administrators.SecondFactors;
import dev.muster.server.administrators.SecondFactors.Offer;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.List;
import java.util.Optional;

/// Turning one's own codes on and off.
public final class SecondFactorPages implements Console.Group {
  private static final String ACCOUNT = Console.PREFIX + "/account";
  private static final String CODES = ACCOUNT + "/codes";

  private final Views views;
  private final SecondFactors secondFactors;
  private final Entrance entrance;

  SecondFactorPages(Views views, SecondFactors secondFactors, Entrance entrance) {
    this.views = views;
    this.secondFactors = secondFactors;
    this.entrance = entrance;
  }

  /// What an app reads, and what to type in where there is no camera.
  public record OfferView(Frame frame, String uri, String secret) {}

  /// The recovery codes, for the one time that they are shown.
  public record RecoveryView(Frame frame, List<String> codes) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("POST", CODES + "/begin", this::begin)
        .on("POST", CODES, this::turnOn)
        .on("POST", CODES + "/off", this::turnOff);
  }

  private Response begin(Visit visit) {
    return Said.orBack(
        ACCOUNT,
        () -> {
          var offer =
              secondFactors.offer(
                  visit.live(), visit.form().secret("password"), entrance.visitor(visit.request()));
          return show(visit, 200, offer, Optional.empty())
              .with("Set-Cookie", Dialog.cookie(offer.cookie(), entrance.isSecure()));
        });
  }

  private Response turnOn(Visit visit) {
    var me = visit.live().administrator();
    var offer = secondFactors.find(me, Dialog.cookie(visit.request()));
    if (offer.isEmpty()) {
      return Said.failed("It took too long; begin again.").at(ACCOUNT);
    }
    return secondFactors
        .turnOn(me, offer.get(), visit.form().text("code"), entrance.visitor(visit.request()))
        .map(codes ->
            views.page(
                200, "codes-recovery", new RecoveryView(frame(visit, "Recovery codes"), codes)))
        .orElseGet(() ->
            show(
                visit,
                400,
                offer.get(),
                Optional.of(
                    "This code is not right. Wait for the next one; if that is refused too, look at the phone's clock.")));
  }

  private Response turnOff(Visit visit) {
    return Said.orBack(
        ACCOUNT,
        () -> {
          secondFactors.turnOff(
              visit.live(), visit.form().secret("password"), entrance.visitor(visit.request()));
          return Said.done("Codes are off: your password alone signs you in.").at(ACCOUNT);
        });
  }

  private Response show(Visit visit, int status, Offer offer, Optional<String> problem) {
    var plain = frame(visit, "Codes beside your password");
    var frame = problem.map(text -> plain.saying(Said.failed(text))).orElse(plain);
    return views.page(status, "codes", new OfferView(frame, offer.uri(), offer.base32()));
  }

  private static Frame frame(Visit visit, String title) {
    return Frame.of(visit, "account", title);
  }
}
