package io.leadloop.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostResolverTest {
  private static final long PATIENCE_SECONDS = 30;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong now = new AtomicLong();
  private final List<String> lookedUp = new CopyOnWriteArrayList<>();
  private volatile byte lastByte = 1;

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void anAddressServesForASecond() throws Exception {
    HostResolver resolver = resolver(this::publicAddress);
    assertThat(resolve(resolver, "a.example")).isEqualTo(address(93, 184, 216, 1));
    lastByte = 2;
    assertThat(resolve(resolver, "a.example")).isEqualTo(address(93, 184, 216, 1));
    resolve(resolver, "b.example");
    assertThat(lookedUp).containsExactly("a.example", "b.example");

    now.addAndGet(Duration.ofMillis(1_001).toNanos());
    assertThat(resolve(resolver, "a.example")).isEqualTo(address(93, 184, 216, 2));
    assertThat(lookedUp).containsExactly("a.example", "b.example", "a.example");
  }

  @Test
  void whatWasRefusedOrNotFoundIsLookedUpAgain() {
    HostResolver lost =
        resolver(
            host -> {
              lookedUp.add(host);
              throw new UnknownHostException(host);
            });
    assertThatThrownBy(() -> resolve(lost, "c.example"))
        .hasRootCauseInstanceOf(UnknownHostException.class);
    assertThatThrownBy(() -> resolve(lost, "c.example"))
        .hasRootCauseInstanceOf(UnknownHostException.class);
    assertThat(lookedUp).hasSize(2);

    HostResolver inside =
        resolver(
            host -> {
              lookedUp.add(host);
              return new InetAddress[] {publicAddress(host)[0], address(10, 0, 0, 1)};
            });
    assertThatThrownBy(() -> resolve(inside, "d.example"))
        .hasRootCauseInstanceOf(PrivateAddressException.class);
    assertThatThrownBy(() -> resolve(inside, "d.example"))
        .hasRootCauseInstanceOf(PrivateAddressException.class);
  }

  private HostResolver resolver(HostResolver.Names names) {
    return new HostResolver(vertx, names, false, Duration.ofSeconds(PATIENCE_SECONDS), now::get);
  }

  private InetAddress[] publicAddress(String host) throws UnknownHostException {
    lookedUp.add(host);
    return new InetAddress[] {address(93, 184, 216, lastByte)};
  }

  private static InetAddress address(int... bytes) throws UnknownHostException {
    byte[] given = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      given[i] = (byte) bytes[i];
    }
    return InetAddress.getByAddress(given);
  }

  private static InetAddress resolve(HostResolver resolver, String host) throws Exception {
    return resolver
        .resolve(host)
        .toCompletionStage()
        .toCompletableFuture()
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
