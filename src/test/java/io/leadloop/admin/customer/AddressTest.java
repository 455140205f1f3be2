package io.leadloop.admin.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  private final Address.Check check = new Address.Check();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.oplead.com/v1",
        "http://localhost:8080",
        "https://192.0.2.10:8443/v1",
        "https://[2001:db8::1]/v1",
        "https://4u.example/v1",
        "https://0xa.example"
      })
  void addressWithAHostIsAccepted(String address) {
    assertThat(isValid(address)).isTrue();
  }

  /** Each is interpreted differently by some resolver. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://0:8080",
        "http://2130706433",
        "http://0x7f000001",
        "http://0X7F000001.",
        "http://0177.0.0.1",
        "http://127.000.000.001",
        "http://127.1",
        "http://127.0.0.1.",
        "http://0x7f.0.0.1",
        "http://256.1.1.1"
      })
  void numericHostThatIsNotADottedAddressIsRejected(String address) {
    assertThat(isValid(address)).isFalse();
  }

  private boolean isValid(String address) {
    return check.isValid(URI.create(address), null);
  }
}
