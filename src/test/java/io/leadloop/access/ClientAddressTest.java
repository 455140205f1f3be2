package io.leadloop.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose request it is, of the addresses that stand in its way. */
class ClientAddressTest {
  private final ClientAddress addresses =
      new ClientAddress(
          false, List.of("10.0.0.0/8", "192.0.2.1", "2001:db8:1::/48", "proxy.local"));

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
  void aClientIsCountedByItsAddressOrItsNetwork(String address, String network) {
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
    "'203.0.113.9, forged', unknown",
    "'', unknown",
  })
  void whatAClientWritesItselfIsNotBelieved(String header, String client) {
    assertThat(addresses.lastUntrusted(List.of(header))).isEqualTo(client);
  }

  @Test
  void aHeaderThatIsThereTwiceIsOne() {
    assertThat(addresses.lastUntrusted(List.of("203.0.113.9", "198.51.100.7, 10.1.2.3")))
        .isEqualTo("198.51.100.7");
    assertThat(addresses.lastUntrusted(List.of("198.51.100.7", "10.1.2.3")))
        .isEqualTo("198.51.100.7");
  }
}
