package dev.muster.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolver.LookupPolicy;
import java.net.spi.InetAddressResolverProvider;
import java.util.Arrays;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A name whose owner answers otherwise once it was looked at.
class GuardedNamesTest {
  private static final LookupPolicy ANY =
      LookupPolicy.of(LookupPolicy.IPV4 | LookupPolicy.IPV6 | LookupPolicy.IPV4_FIRST);

  /// Answers each name with what it is told at the moment.
  private static final class Rebinding implements InetAddressResolver {
    private String[] addresses = {};

    void answers(String... now) {
      addresses = now;
    }

    @Override
    public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
        throws UnknownHostException {
      var all = new InetAddress[addresses.length];
      for (int i = 0; i < all.length; i++) {
        all[i] = InetAddress.getByName(addresses[i]);
      }
      return Arrays.stream(all);
    }

    @Override
    public String lookupByAddress(byte[] address) throws UnknownHostException {
      throw new UnknownHostException("nobody asks");
    }
  }

  @Test
  void guardedNameThatMovesInwardsIsUnknown() throws UnknownHostException {
    var owner = new Rebinding();
    var names = GuardedNames.guarding(owner);
    GuardedNames.guard("Rebind.example", address -> !address.isLoopbackAddress());

    owner.answers("93.184.216.34");
    assertThat(names.lookupByName("rebind.example", ANY)).hasSize(1);
    owner.answers("93.184.216.34", "127.0.0.1");
    assertThatThrownBy(() -> names.lookupByName("rebind.example", ANY))
        .isInstanceOf(UnknownHostException.class)
        .hasMessageContaining("rebind.example is at 127.0.0.1 now");
  }

  @Test
  void nameThatWasNotKnownAtTheLookIsGuardedAsWell() {
    assertThat(
            OutboundPolicy.publicOnly().refusalIfKnown(URI.create("https://comes-later.invalid/")))
        .isEmpty();
    var owner = new Rebinding();
    owner.answers("127.0.0.1");

    assertThatThrownBy(() -> GuardedNames.guarding(owner).lookupByName("comes-later.invalid", ANY))
        .isInstanceOf(UnknownHostException.class)
        .hasMessageContaining("must not be called");
  }

  @Test
  void nameThatNobodyAskedThePolicyAboutIsResolvedAsEver() throws UnknownHostException {
    var owner = new Rebinding();
    owner.answers("10.0.0.5");

    assertThat(GuardedNames.guarding(owner).lookupByName("database.internal", ANY)).hasSize(1);
  }

  @Test
  void everyLookupOfTheJvmPassesIt() throws UnknownHostException {
    assertThat(InetAddress.getAllByName("localhost")).isNotEmpty();
    assertThat(ServiceLoader.load(InetAddressResolverProvider.class))
        .hasOnlyElementsOfType(GuardedNames.class)
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://localhost/",
        "https://[::1]/",
        "https://[::]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:169.254.169.254]/",
        "https://[::127.0.0.1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[2002:7f00:1::]/",
        "https://[fe80::1]/",
        "https://[fd00::1]/",
        "https://[ff02::1]/",
        "https://10.1.2.3/",
        "https://172.16.0.1/",
        "https://192.168.1.1/",
        "https://100.100.100.200/",
        "https://169.254.169.254/latest/meta-data/",
        "https://224.0.0.1/",
        "https://0.0.0.0/"
      })
  void addressesThatOnlyTheServerReachesAreRefused(String url) {
    assertThat(OutboundPolicy.publicOnly().refusalIfKnown(URI.create(url)))
        .get()
        .asString()
        .contains("is not a public address", "--allow-target");
    assertThat(OutboundPolicy.publicOnly().refusal(url)).isPresent();
  }

  @Test
  void onlyPublicAddressesOverTlsPass() {
    var policy = OutboundPolicy.publicOnly();

    assertThat(policy.refusal("https://93.184.216.34/scim")).isEmpty();
    assertThat(policy.refusal("https://[2606:4700::1111]/scim")).isEmpty();
    assertThat(policy.refusal("https://127.1/")).isPresent();
    assertThat(policy.refusal("http://93.184.216.34/scim")).get().asString().contains("https");
  }
}
