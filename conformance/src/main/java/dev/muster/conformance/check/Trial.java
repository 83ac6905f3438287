package dev.muster.conformance.check;

import dev.muster.conformance.http.Answer;
import dev.muster.conformance.http.Exchange;
import dev.muster.conformance.http.NoAnswer;
import dev.muster.conformance.http.ScimHttp;
import dev.muster.conformance.http.ScimRequest;
import dev.muster.conformance.provider.Names;
import dev.muster.conformance.provider.Provider;
import dev.muster.conformance.provider.ResourceKind;
import dev.muster.conformance.provider.ResourceMaker;
import dev.muster.conformance.provider.Urns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One run of one check: what it may ask, what it has made (and what is removed at its end, also
/// what a provider created that should have refused), and what went over the wire.
public final class Trial implements AutoCloseable {
  private static final int KEPT_EXCHANGES = 40;

  private final ScimHttp http;
  private final Provider provider;
  private final Names names;
  private final ResourceMaker maker;
  private final Optional<ResourceKind> kind;
  private final Made made;
  private final List<Exchange> exchanges = new ArrayList<>();
  private final List<Claim> claims = new ArrayList<>();

  public Trial(
      ScimHttp http,
      Provider provider,
      Names names,
      Optional<ResourceKind> kind,
      Consumer<String> leftBehind) {
    this.http = http;
    this.provider = provider;
    this.names = names;
    this.maker = new ResourceMaker(names);
    this.kind = kind;
    this.made = new Made(http, provider.kinds(), leftBehind);
  }

  public Provider provider() {
    return provider;
  }

  /// The resource type that the check is about.
  public ResourceKind kind() {
    return kind.orElseThrow(() -> new CheckEnd.Skip("the provider has no such resource type"));
  }

  /// The resource type of users, whatever the check is about; skips the check if there is none.
  public ResourceKind users() {
    return provider.findUser().orElseThrow(() -> new CheckEnd.Skip("the provider has no users"));
  }

  /// The resource type of groups, whatever the check is about; skips the check if there is none.
  public ResourceKind groups() {
    return provider.findGroup().orElseThrow(() -> new CheckEnd.Skip("the provider has no groups"));
  }

  public String base() {
    return http.base();
  }

  public ResourceMaker maker() {
    return maker;
  }

  /// A name that nobody else has.
  public String name(String what) {
    return names.next(what);
  }

  /// What all names of this run begin with.
  public String prefix() {
    return names.prefix();
  }

  public Answer send(ScimRequest request) {
    try {
      var answer = http.send(request, this::record);
      made.note(request, answer);
      return answer;
    } catch (NoAnswer e) {
      throw new CheckEnd.Failure("an answer", e.reason());
    }
  }

  public Answer get(String path) {
    return send(ScimRequest.of("GET", path));
  }

  public Answer post(String path, Object body) {
    return send(ScimRequest.of("POST", path, body.toString()));
  }

  public Answer put(String path, Object body) {
    return send(ScimRequest.of("PUT", path, body.toString()));
  }

  /// PATCH with operations, each a JSON object.
  public Answer patch(String path, String... operations) {
    return send(ScimRequest.of("PATCH", path, patchOp(operations)));
  }

  public Answer delete(String path) {
    return send(ScimRequest.of("DELETE", path));
  }

  /// The resources of a type that fit a filter.
  public Answer filter(ResourceKind resources, String filter) {
    return get(resources.endpoint() + "?filter=" + ScimRequest.encode(filter));
  }

  /// The body of a PATCH.
  public static String patchOp(String... operations) {
    return """
    {"schemas": ["%s"], "Operations": [%s]}\
    """
        .formatted(Urns.PATCH, String.join(", ", operations));
  }

  /// A new resource of the check's type, with a typical body.
  public Resource create() {
    return create(kind());
  }

  public Resource create(ResourceKind resources) {
    return create(resources, maker.typical(resources));
  }

  /// A new resource; the check fails if the provider does not make it.
  public Resource create(ResourceKind resources, ObjectNode body) {
    var answer = post(resources.endpoint(), body);
    Expect.status(answer, 201);
    var id = answer.at("id");
    Expect.that(!id.isEmpty(), "an id in the answer to POST", answer.summary());
    return new Resource(resources.endpoint() + "/" + ScimRequest.encode(id), id, answer.json());
  }

  /// A resource as it is now; the check fails if it cannot be read.
  public JsonNode read(Resource resource) {
    var answer = get(resource.path());
    Expect.status(answer, 200);
    return answer.json();
  }

  /// Changes a resource and reads it; the check fails if the change is refused.
  public JsonNode patched(Resource resource, String... operations) {
    Expect.status(patch(resource.path(), operations), 200, 204);
    return read(resource);
  }

  /// Holds what the provider says against what it does. Fails the check if it says more than it
  /// does, and warns if it says less.
  public void claim(String subject, boolean advertised, Runnable probe) {
    var claim = tried(subject, advertised, probe);
    claims.add(claim);
    if (claim.isUntrue()) {
      throw new CheckEnd.Failure(subject + ", as advertised", claim.evidence());
    }
    if (claim.isUnadvertised()) {
      throw new CheckEnd.Warning("%s to be advertised".formatted(subject), "it works all the same");
    }
  }

  /// Notes what is known of a claim, without an end of the check.
  public void note(Claim claim) {
    claims.add(claim);
  }

  private static Claim tried(String subject, boolean advertised, Runnable probe) {
    try {
      probe.run();
      return new Claim(subject, advertised, true, "");
    } catch (CheckEnd.Failure e) {
      return new Claim(subject, advertised, false, String.valueOf(e.getMessage()));
    }
  }

  public List<Exchange> exchanges() {
    return List.copyOf(exchanges);
  }

  public List<Claim> claims() {
    return List.copyOf(claims);
  }

  private void record(Exchange exchange) {
    if (exchanges.size() == KEPT_EXCHANGES) {
      exchanges.removeFirst();
    }
    exchanges.add(exchange);
  }

  /// Removes what the check has made.
  @Override
  public void close() {
    made.close();
  }
}
