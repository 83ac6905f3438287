package dev.muster.server.applications;

import dev.muster.client.ScimConnection;
import dev.muster.client.authentication.Authentication;
import dev.muster.client.authentication.Authentication.Bearer;
import dev.muster.client.exchange.Tls;
import dev.muster.client.pace.RateLimit;
import dev.muster.provisioning.application.ApplicationTemplate;
import dev.muster.provisioning.application.ApplicationTemplates;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.RequestFields;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// How an application is connected, as JSON: what requests send, and what is kept.
public final class SettingsJson {
  private static final int DATE = "2027-01-31".length();

  private SettingsJson() {}

  /// Takes the fields of a connection from a request's. Throws 400 naming the one that does not
  /// fit.
  public static ApplicationSettings read(RequestFields fields) {
    var template = template(fields);
    var connection =
        connection(fields)
            .withRateLimits(rateLimits(fields, template))
            .withTrusted(trusted(fields))
            .withMostAtOnce(mostAtOnce(fields))
            .withTimeout(duration(fields, "timeout", ScimConnection.DEFAULT_TIMEOUT));
    return new ApplicationSettings(
        template,
        connection,
        CapabilitiesJson.read(fields.group("capabilities")),
        delivery(fields.group("initialPasswords")),
        moment(fields, "credentialsExpire"));
  }

  /// Everything, secrets too.
  static ObjectNode toJson(ApplicationSettings settings) {
    var connection = settings.connection();
    var json =
        ScimJson.object()
            .put("template", settings.template().name())
            .put("tenantUrl", connection.baseUrl().toString());
    json.set("authentication", CredentialsJson.toJson(connection.authentication()));
    var limits = json.putArray("rateLimits");
    connection.rateLimits().forEach(limit -> limits.add(RateLimitJson.toJson(limit)));
    json.put("mostAtOnce", connection.mostAtOnce()).put("timeout", connection.timeout().toString());
    connection.trusted().ifPresent(pem -> json.put("trustedCertificates", pem));
    settings
        .credentialsExpire()
        .ifPresent(moment -> json.put("credentialsExpire", moment.toString()));
    json.set("capabilities", CapabilitiesJson.toJson(settings.overrides()));
    json.putObject("initialPasswords")
        .put("deliver", settings.passwordDelivery().byLink() ? "link" : "target")
        .put("validFor", settings.passwordDelivery().validFor().toString());
    return json;
  }

  /// For people: of secrets only that they are set.
  public static ObjectNode shown(ApplicationSettings settings) {
    var json = toJson(settings);
    json.set(
        "authentication",
        CredentialsJson.shown(CredentialsJson.toJson(settings.connection().authentication())));
    return json;
  }

  private static ApplicationTemplate template(RequestFields fields) {
    var name = fields.findString("template").orElse(ApplicationTemplates.GENERIC);
    return ApplicationTemplates.find(name)
        .orElseThrow(() ->
            fields.invalid(
                "template",
                "there is no template \"%s\"; there are %s"
                    .formatted(
                        name,
                        ApplicationTemplates.all().stream()
                            .map(ApplicationTemplate::name)
                            .collect(Collectors.joining(", ")))));
  }

  private static ScimConnection connection(RequestFields fields) {
    var url = fields.requireString("tenantUrl");
    try {
      return ScimConnection.of(url, authentication(fields));
    } catch (IllegalArgumentException e) {
      throw fields.invalid("tenantUrl", String.valueOf(e.getMessage()));
    }
  }

  /// `secretToken` alone stands for a bearer token.
  private static Authentication authentication(RequestFields fields) {
    var token = fields.findString("secretToken");
    var object = fields.findObject("authentication");
    if (token.isPresent() == object.isPresent()) {
      throw fields.invalid(
          "authentication",
          token.isPresent()
              ? "secretToken stands for a bearer token; send one of the two"
              : "is missing; send secretToken, or an object with a type");
    }
    return token
        .<Authentication>map(Bearer::new)
        .orElseGet(() -> CredentialsJson.read(fields.group("authentication")));
  }

  /// `requestsPerSecond` 0 stands for no limit.
  private static List<RateLimit> rateLimits(RequestFields fields, ApplicationTemplate template) {
    var perSecond = fields.findInteger("requestsPerSecond");
    if (perSecond.isPresent()) {
      if (perSecond.get() < 0) {
        throw fields.invalid(
            "requestsPerSecond", perSecond.get() + " is negative; 0 means no limit");
      }
      return perSecond.filter(pace -> pace > 0).map(RateLimit::perSecond).stream().toList();
    }
    return fields.find("rateLimits").isEmpty()
        ? template.limits()
        : fields.findObjects("rateLimits").stream()
            .map(RequestFields::of)
            .map(RateLimitJson::read)
            .toList();
  }

  private static Optional<String> trusted(RequestFields fields) {
    var pem = fields.findString("trustedCertificates");
    try {
      Tls.context(Optional.empty(), pem);
      return pem;
    } catch (IllegalArgumentException e) {
      throw fields.invalid("trustedCertificates", String.valueOf(e.getMessage()));
    }
  }

  private static int mostAtOnce(RequestFields fields) {
    var most = fields.findInteger("mostAtOnce").orElse(ScimConnection.DEFAULT_MOST_AT_ONCE);
    if (most < 1) {
      throw fields.invalid("mostAtOnce", most + " is not positive");
    }
    return most;
  }

  private static PasswordDelivery delivery(RequestFields fields) {
    var deliver = fields.findString("deliver").orElse("target");
    if (!List.of("target", "link").contains(deliver)) {
      throw fields.invalid("deliver", "\"%s\" is none of target and link".formatted(deliver));
    }
    var delivery =
        new PasswordDelivery(
            deliver.equals("link"),
            duration(fields, "validFor", PasswordDelivery.TARGET.validFor()));
    fields.refuseOthers();
    return delivery;
  }

  /// A date stands for its beginning in UTC: told rather a day early than late.
  private static Optional<Instant> moment(RequestFields fields, String field) {
    var text = fields.findString(field);
    try {
      return text.map(given ->
          given.length() == DATE
              ? LocalDate.parse(given).atStartOfDay(ZoneOffset.UTC).toInstant()
              : Instant.parse(given));
    } catch (DateTimeException e) {
      throw fields.invalid(
          field,
          "\"%s\" is no date such as 2027-01-31 and no moment such as 2027-01-31T12:00:00Z"
              .formatted(text.orElse("")));
    }
  }

  private static Duration duration(RequestFields fields, String field, Duration otherwise) {
    try {
      var duration = fields.findString(field).map(Duration::parse).orElse(otherwise);
      if (duration.isPositive()) {
        return duration;
      }
    } catch (DateTimeException e) {
      // Said below.
    }
    throw fields.invalid(field, "expected a positive duration such as PT30S or P7D");
  }
}
