package dev.muster.server.admin;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.principal.Principal;
import dev.muster.server.secrets.Secrets;
import dev.muster.server.secrets.Tokens;
import dev.muster.store.administrator.IdempotencyStore;
import dev.muster.store.administrator.IdempotencyStore.Kept;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The field `Idempotency-Key` of a POST: a client that got no answer sends the same once more, and
/// is told what came of the first. Kept for a day. An answer of 429 or 500 and above is not kept:
/// it says that nothing was done, or that nobody knows.
public final class Idempotency {
  private static final Duration KEPT = Duration.ofHours(24);
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
  private static final int MOST_KEYS = 10_000;
  private static final int LARGEST_ANSWER = 256 * 1024;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  private final IdempotencyStore store;
  private final Secrets secrets;
  private final Clock clock;

  public Idempotency(IdempotencyStore store, Secrets secrets, Clock clock) {
    this.store = store;
    this.secrets = secrets;
    this.clock = clock;
  }

  /// Answers a request, or says again what came of it. Throws 400 for a key that is none, 409 while
  /// the first is being answered, 422 when the key came with another request.
  Response answer(Request request, Principal principal, Function<Request, Response> perform) {
    var key = request.findHeader("Idempotency-Key").filter(sent -> request.method().equals("POST"));
    return key.isEmpty()
        ? perform.apply(request)
        : answer(request, principal.via() + ":" + principal.name(), key.get(), perform);
  }

  private Response answer(
      Request request, String asker, String key, Function<Request, Response> perform) {
    if (!KEY.matcher(key).matches()) {
      throw HttpException.invalid(
          "Idempotency-Key", "send up to 255 visible characters, such as a UUID");
    }
    var content = request.body().bytes();
    var asked = Tokens.hash(request.path() + "?" + request.query().raw() + "\n", content);
    var before = store.find(asker, key);
    if (before.isPresent()) {
      return again(before.get(), asked, asker, key);
    }
    requireRoom(asker);
    if (!store.claim(asker, key, asked, clock.instant())) {
      return again(store.find(asker, key).orElseThrow(Idempotency::underWay), asked, asker, key);
    }
    return perform(request.with(() -> content), asker, key, perform);
  }

  private Response perform(
      Request request, String asker, String key, Function<Request, Response> perform) {
    var response = perform.apply(request);
    var done = response.status() < SERVER_ERROR && response.status() != TOO_MANY;
    if (done
        && response.content() instanceof Response.Content.Bytes(var bytes)
        && bytes.length <= LARGEST_ANSWER) {
      store.answer(asker, key, secrets.seal(write(response, bytes), place(asker, key)));
    } else {
      store.release(asker, key);
    }
    return response;
  }

  private Response again(Kept kept, String asked, String asker, String key) {
    if (!kept.request().equals(asked)) {
      throw HttpException.unprocessable(
          "Idempotency-Key",
          "\"%s\" came with another request before; take a new one".formatted(key));
    }
    return kept.answer()
        .map(sealed -> read(secrets.open(sealed, place(asker, key))))
        .orElseThrow(Idempotency::underWay);
  }

  private void requireRoom(String asker) {
    if (store.count(asker) >= MOST_KEYS) {
      throw HttpException.tooManyRequests(
          KEPT.toSeconds(),
          "Idempotency-Key: %,d are kept for a day, and no more".formatted(MOST_KEYS),
          Map.of());
    }
  }

  /// Forgets what is older than a day.
  public void sweep() {
    store.sweep(clock.instant().minus(KEPT));
  }

  private static HttpException underWay() {
    return HttpException.conflict(
        "Idempotency-Key",
        "the first request with it is not answered yet; look, or try again later");
  }

  private static String place(String asker, String key) {
    return "answer to %s, %s".formatted(asker, key);
  }

  private static String write(Response response, byte[] content) {
    var json = ScimJson.object().put("status", response.status());
    var fields = json.putObject("headers");
    response.headers().forEach(fields::put);
    return ScimJson.write(json.put("body", new String(content, StandardCharsets.UTF_8)));
  }

  private static Response read(String text) {
    var json = ScimJson.parseObject(text);
    var bytes = json.path("body").asString().getBytes(StandardCharsets.UTF_8);
    var response = Response.of(json.path("status").intValue(), "application/json", bytes);
    for (var field : json.path("headers").properties()) {
      response = response.with(field.getKey(), field.getValue().asString());
    }
    return response.with("Idempotent-Replayed", "true");
  }
}
