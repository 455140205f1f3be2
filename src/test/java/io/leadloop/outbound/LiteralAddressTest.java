package io.leadloop.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that are addresses are judged without a look-up. */
class LiteralAddressTest {
  private static final String PRIVATE = "the host has a private address";
  private static final String ODD = "an IPv4 address must be written as four decimal numbers";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "localhost",
        "LocalHost",
        "localhost.",
        "a.localhost",
      })
  void privateHostsAreRefusedUnlessAllowed(String host) {
    assertThat(LiteralAddress.problemWith(host, false)).contains(PRIVATE);
    assertThat(LiteralAddress.problemWith(host, true)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2130706433",
        "0177.0.0.1",
        "010.0.0.1",
        "127.1",
        "0x7f.1",
        "0x7f000001",
        "0x7F.0.0.0x1",
        "017700000001",
        "127.0.0.1.",
        "1.2.3.4.5",
        "8.8.8.08",
        "crm.example.0x1",
        "0x",
        "300.1.1.1",
        "1.1.1.256",
      })
  void otherSpellingsOfAnAddressAreNeverAccepted(String host) {
    assertThat(LiteralAddress.problemWith(host, false)).contains(ODD);
    assertThat(LiteralAddress.problemWith(host, true)).contains(ODD);
  }

  @ParameterizedTest
  @CsvSource({
    "[fe80::1%25eth0], an IPv6 address must not have a zone",
    "[::1%1], an IPv6 address must not have a zone",
    "[::g], the host is not a valid address",
  })
  void malformedAddressesAreRefused(String host, String problem) {
    assertThat(LiteralAddress.problemWith(host, false)).contains(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "[2a00:1450::1]",
        "crm.example",
        "1and1.example",
        "127.0.0.1.example",
        "localhost.example",
        "mylocalhost",
        "a1",
        "0x7f.example",
      })
  void namesAndPublicAddressesAreAccepted(String host) {
    assertThat(LiteralAddress.problemWith(host, false)).isEmpty();
  }
}
