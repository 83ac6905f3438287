package dev.muster.server.alerts;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Properties;

/// Sends mail through a relay.
final class Mailer {
  private static final String TIMEOUT_MILLIS = "15000";

  private final Optional<SmtpRelay> relay;
  private final Clock clock;

  Mailer(Optional<SmtpRelay> relay, Clock clock) {
    this.relay = relay;
    this.clock = clock;
  }

  /// Whether there is a relay.
  boolean available() {
    return relay.isPresent();
  }

  /// Hands a mail over; why that failed, if it did.
  Optional<String> send(String to, String subject, String text) {
    if (relay.isEmpty()) {
      return Optional.of("the server has no mail relay; its operator sets smtp-url");
    }
    try {
      send(relay.get(), to, subject, text);
      return Optional.empty();
    } catch (MessagingException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private void send(SmtpRelay relay, String to, String subject, String text)
      throws MessagingException {
    var session = Session.getInstance(properties(relay));
    var message = new MimeMessage(session);
    message.setFrom(new InternetAddress(relay.from(), true));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
    message.setSubject(subject, "UTF-8");
    message.setText(text, "UTF-8");
    message.setHeader("Date", RFC_1123_DATE_TIME.format(clock.instant().atZone(ZoneOffset.UTC)));
    message.saveChanges();
    try (var transport = session.getTransport(relay.encrypted() ? "smtps" : "smtp")) {
      connect(transport, relay);
      transport.sendMessage(message, message.getAllRecipients());
    }
  }

  private static void connect(Transport transport, SmtpRelay relay) throws MessagingException {
    var credentials = relay.credentials();
    if (credentials.isPresent()) {
      transport.connect(credentials.get().user(), credentials.get().password());
    } else {
      // With a user, even an empty one, the library would sign in wherever that is offered.
      transport.connect();
    }
  }

  private static Properties properties(SmtpRelay relay) {
    var properties = new Properties();
    for (var protocol : new String[] {"mail.smtp.", "mail.smtps."}) {
      properties.setProperty(protocol + "host", relay.host());
      properties.setProperty(protocol + "port", Integer.toString(relay.port()));
      properties.setProperty(protocol + "connectiontimeout", TIMEOUT_MILLIS);
      properties.setProperty(protocol + "timeout", TIMEOUT_MILLIS);
      properties.setProperty(protocol + "writetimeout", TIMEOUT_MILLIS);
      properties.setProperty(protocol + "ssl.checkserveridentity", "true");
      properties.setProperty(protocol + "auth", Boolean.toString(relay.credentials().isPresent()));
    }
    properties.setProperty("mail.smtp.starttls.enable", "true");
    // A password does not go over the network in the clear.
    properties.setProperty(
        "mail.smtp.starttls.required", Boolean.toString(relay.credentials().isPresent()));
    return properties;
  }
}
