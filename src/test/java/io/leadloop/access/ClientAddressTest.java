package io.leadloop.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Selects the client among the addresses on a request's path. */
class ClientAddressTest {
  private static final String PROXY = "10.9.9.9";
  private static final List<String> TRUSTED = List.of("10.0.0.0/8", "192.0.2.1", "2001:db8:1::/48");

  private final ClientAddress addresses = new ClientAddress(true, false, TRUSTED);
  private final ClientAddress standard = new ClientAddress(true, true, TRUSTED);

  @ParameterizedTest
  @CsvSource({
    "198.51.100.7, 198.51.100.7",
    "2001:db8:7:8:9:a:b:c, 2001:db8:7:8::/64",
    "2001:db8:7:8::1, 2001:db8:7:8::/64",
    "2001:0DB8:7:8:0:0:0:1, 2001:db8:7:8::/64",
    "2001:db8:7:9::1, 2001:db8:7:9::/64",
    "fe80::1%eth0, fe80::/64",
    "::ffff:198.51.100.7, 198.51.100.7",
    "unknown, unknown",
  })
  void clientIsCountedByItsAddressOrNetwork(String address, String network) {
    assertThat(ClientAddress.network(address)).isEqualTo(network);
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.7, 198.51.100.7",
    "'203.0.113.9, 198.51.100.7', 198.51.100.7",
    "'203.0.113.9, 198.51.100.7, 10.1.2.3, 192.0.2.1', 198.51.100.7",
    "'203.0.113.9, 198.51.100.7:4711', 198.51.100.7",
    "'203.0.113.9, [2001:db8:7::1]:4711, [2001:db8:1::5]', 2001:db8:7:0:0:0:0:1",
    "'203.0.113.9, forged, 10.1.2.3', 10.1.2.3",
    "'10.1.2.3, 10.1.2.4', 10.1.2.3",
    "'203.0.113.9, forged', 10.9.9.9",
    "'', 10.9.9.9",
  })
  void forgedAddressIsNotTrusted(String header, String client) {
    assertThat(forwardedFor(PROXY, header)).isEqualTo(client);
  }

  @Test
  void repeatedHeadersAreJoined() {
    assertThat(forwardedFor(PROXY, "203.0.113.9", "198.51.100.7, 10.1.2.3"))
        .isEqualTo("198.51.100.7");
    assertThat(forwardedFor(PROXY, "198.51.100.7", "10.1.2.3")).isEqualTo("198.51.100.7");
  }

  /** Regression: a client that forged the proxy's address was counted as the proxy. */
  @Test
  void clientThatForgesTheProxysAddressIsNotCountedAsTheProxy() {
    assertThat(forwardedFor(PROXY, PROXY + ", 198.51.100.7")).isEqualTo("198.51.100.7");
    assertThat(forwardedFor("203.0.113.5", "198.51.100.7")).isEqualTo("203.0.113.5");
    assertThat(forwardedFor(PROXY)).isEqualTo(PROXY);
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("X-Forwarded-For", "198.51.100.7");
    assertThat(new ClientAddress(false, false, TRUSTED).of(PROXY, headers)).isEqualTo(PROXY);
    assertThat(standard.of(PROXY, headers)).isEqualTo(PROXY);
  }

  /** Regression: the first element of Forwarded, which a client can forge, was trusted. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`for=203.0.113.9, for=198.51.100.7`, 198.51.100.7",
        "`for=203.0.113.9, For=\"198.51.100.7:4711\";proto=https, for=10.1.2.3`, 198.51.100.7",
        "`for=10.9.9.9, by=10.9.9.9; for=198.51.100.7`, 198.51.100.7",
        "`for=a, for=\"[2001:db8:7::1]:4711\", for=\"[2001:db8:1::5]\"`, 2001:db8:7:0:0:0:0:1",
        "`for=a, for=\"[2001:db8:7::1]:_port\"`, 2001:db8:7:0:0:0:0:1",
        "`for=\", for=198.51.100.7`, 198.51.100.7",
        "`for=203.0.113.9, for=unknown`, 10.9.9.9",
        "`for=203.0.113.9, for=_hidden`, 10.9.9.9",
        "`for=203.0.113.9, proto=https`, 10.9.9.9",
        "`for=198.51.100.7;host=\"a, for=203.0.113.9\"`, 10.9.9.9",
        "`for=198.51.100.7;host=\"a, for=203.0.113.9;b=\"`, 10.9.9.9",
        "`for=198.51.100.7;for=203.0.113.9`, 10.9.9.9",
        "``, 10.9.9.9",
      })
  void forgedForwardedHeaderIsNotTrusted(String header, String client) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Forwarded", header);
    assertThat(standard.of(PROXY, headers)).isEqualTo(client);
    assertThat(standard.of("203.0.113.5", headers)).isEqualTo("203.0.113.5");
  }

  private String forwardedFor(String peer, String... values) {
    Iterable<String> lines = List.of(values);
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("X-Forwarded-For", lines);
    return addresses.of(peer, headers);
  }
}
