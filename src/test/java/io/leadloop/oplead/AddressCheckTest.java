package io.leadloop.oplead;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressCheckTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1", "127.9.9.9", "0.0.0.0", "0.1.2.3", "10.1.2.3", "172.16.0.1", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "100.127.255.255", "224.0.0.1", "::1", "::", "fe80::1",
        "fc00::1", "fd12:3456::1", "::ffff:10.0.0.1", "ff02::1"
      })
  void addressesOfOurOwnNetworkArePrivate(String address) throws UnknownHostException {
    assertThat(AddressCheck.isPrivate(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"8.8.8.8", "100.63.255.255", "100.128.0.1", "172.32.0.1", "2001:4860:4860::8888"})
  void publicAddressesAreNot(String address) throws UnknownHostException {
    assertThat(AddressCheck.isPrivate(InetAddress.getByName(address))).isFalse();
  }
}
