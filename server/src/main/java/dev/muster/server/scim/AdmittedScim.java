package dev.muster.server.scim;

import dev.muster.scim.dialect.DialectRule;
import dev.muster.scim.provider.ScimProvider;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import java.util.ArrayList;
import java.util.List;

/// Answers a request as the SCIM endpoint does, for somebody who was let in elsewhere: an
/// administrator, a request of an earlier day. Nothing is counted, and nothing goes into the log of
/// what clients asked.
public final class AdmittedScim {
  private final List<String> eventUris;

  /// @param eventUris of the security events that are sent
  public AdmittedScim(List<String> eventUris) {
    this.eventUris = List.copyOf(eventUris);
  }

  /// What was answered.
  ///
  /// @param firedRules names of the dialect rules that had something to put right
  public record Outcome(Response response, List<String> firedRules) {
    public Outcome {
      firedRules = List.copyOf(firedRules);
    }
  }

  /// Answers a request.
  ///
  /// @param identity who is taken to ask; who may and who may not was decided before
  /// @param publicUrl where clients reach this server, without a slash at its end
  public Outcome answer(
      ScimProvider provider, Identity identity, Request request, String publicUrl) {
    var rules = new ArrayList<String>();
    var pipeline = new ScimPipeline(provider, new DiscoveryOperations(eventUris), fired -> {});
    var response =
        ScimPipeline.funnel(
            request,
            () -> {
              ScimApi.requireServed(identity);
              MediaTypes.require(request);
              var call = call(request, identity, publicUrl);
              return pipeline.answer(
                  call,
                  rewritten ->
                      rewritten.firedRules().stream()
                          .map(DialectRule::keyword)
                          .forEach(rules::add));
            });
    return new Outcome(response, rules);
  }

  private static ScimCall call(Request request, Identity identity, String publicUrl) {
    var address = ScimAddress.of(request);
    var tenant = identity.tenant().name();
    return new ScimCall(
        request.to(address.routed(tenant)), identity, address.baseUrl(publicUrl, tenant));
  }
}
