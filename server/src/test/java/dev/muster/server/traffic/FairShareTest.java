package dev.muster.server.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.scim.provider.TenantId;
import dev.muster.server.http.HttpException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class FairShareTest {
  private static final TenantId FLOOD = new TenantId(1);
  private static final TenantId CALM = new TenantId(2);
  private static final TenantId OTHER = new TenantId(3);

  /// A request that waits for its place, notes that it got it, and leaves at once.
  private static Future<?> request(
      ExecutorService threads, FairShare share, TenantId tenant, List<TenantId> served) {
    int waiting = share.waiting();
    var request =
        threads.submit(() -> {
          try (var _ = share.enter(tenant)) {
            served.add(tenant);
          }
        });
    while (share.waiting() == waiting && !request.isDone()) {
      Thread.onSpinWait();
    }
    return request;
  }

  @Test
  void newcomerFindsAPlaceWhileAnotherTenantFloods() throws Exception {
    var share = new FairShare(4, 100);
    var served = Collections.synchronizedList(new ArrayList<TenantId>());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var _ = share.enter(FLOOD)) {
      Future<?> third;
      try (var _ = share.enter(FLOOD)) {
        third = request(threads, share, FLOOD, served);

        request(threads, share, CALM, served).get();

        assertThat(served).containsExactly(CALM);
        assertThat(share.waiting()).isEqualTo(1);
      }
      third.get();
      assertThat(served).containsExactly(CALM, FLOOD);
    }
  }

  @Test
  void freePlacesGoToTheWaitingTenantsInTurn() throws Exception {
    var share = new FairShare(1, 100);
    var served = Collections.synchronizedList(new ArrayList<TenantId>());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var requests = new ArrayList<Future<?>>();
      try (var _ = share.enter(OTHER)) {
        for (var tenant : List.of(FLOOD, FLOOD, FLOOD, CALM)) {
          requests.add(request(threads, share, tenant, served));
        }
      }
      for (var request : requests) {
        request.get();
      }
    }

    assertThat(served).containsExactly(FLOOD, CALM, FLOOD, FLOOD);
  }

  @Test
  void tenantWithAFullQueueIsToldToComeAgainAndOthersAreNot() throws Exception {
    var share = new FairShare(1, 1);
    var served = Collections.synchronizedList(new ArrayList<TenantId>());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var _ = share.enter(FLOOD)) {
      var _ = request(threads, share, FLOOD, served);

      assertThatThrownBy(() -> share.enter(FLOOD))
          .isInstanceOfSatisfying(
              HttpException.class,
              refused -> {
                assertThat(refused.status()).isEqualTo(429);
                assertThat(refused.headers()).containsEntry("Retry-After", "1");
              });
      var _ = request(threads, share, CALM, served);
      assertThat(share.waiting()).isEqualTo(2);
    }
  }
}
