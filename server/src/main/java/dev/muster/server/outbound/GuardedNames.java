package dev.muster.server.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The JVM's resolver of host names, which gives a name that [OutboundPolicy] let pass only
/// addresses that pass too: between the look at a name and the connection, its owner could answer
/// otherwise (DNS rebinding), and the HTTP client takes a name, not an address.
///
/// Names that never passed, such as the database's, are resolved as ever. The JVM finds it by
/// `META-INF/services`, once for all servers in it: hence what is static.
public final class GuardedNames extends InetAddressResolverProvider {
  // Longer than a connection may take after the look.
  private static final Duration GUARDED = Duration.ofMinutes(10);
  private static final int MANY = 10_000;
  private static final ConcurrentMap<String, Guarded> NAMES = new ConcurrentHashMap<>();

  private record Guarded(Predicate<InetAddress> passes, long until) {
    boolean isOver() {
      return until - System.nanoTime() < 0;
    }
  }

  /// Gives a name only addresses that pass, from now on for some minutes. Whether it was not
  /// guarded before.
  static boolean guard(String host, Predicate<InetAddress> passes) {
    if (NAMES.size() > MANY) {
      NAMES.values().removeIf(Guarded::isOver);
    }
    var until = System.nanoTime() + GUARDED.toNanos();
    var before = NAMES.put(host.toLowerCase(Locale.ROOT), new Guarded(passes, until));
    return before == null || before.isOver();
  }

  @Override
  public InetAddressResolver get(Configuration configuration) {
    return guarding(configuration.builtinResolver());
  }

  @Override
  public String name() {
    return "muster: guarded names";
  }

  static InetAddressResolver guarding(InetAddressResolver resolver) {
    return new InetAddressResolver() {
      @Override
      public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
          throws UnknownHostException {
        var guarded = NAMES.get(host.toLowerCase(Locale.ROOT));
        var addresses = resolver.lookupByName(host, policy);
        return guarded == null || guarded.isOver()
            ? addresses
            : requirePassing(host, addresses.toList(), guarded);
      }

      @Override
      public String lookupByAddress(byte[] address) throws UnknownHostException {
        return resolver.lookupByAddress(address);
      }
    };
  }

  private static Stream<InetAddress> requirePassing(
      String host, List<InetAddress> addresses, Guarded guarded) throws UnknownHostException {
    for (var address : addresses) {
      if (!guarded.passes().test(address)) {
        throw new UnknownHostException(
            "%s is at %s now, which must not be called".formatted(host, address.getHostAddress()));
      }
    }
    return addresses.stream();
  }
}
