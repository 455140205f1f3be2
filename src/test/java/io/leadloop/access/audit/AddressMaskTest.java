package io.leadloop.access.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be a password in an address is hidden. */
class AddressMaskTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://hooks.example.com/in | https://hooks.example.com/in",
        "https://hooks.example.com/in?secret=a%20b&x=1 | https://hooks.example.com/in?***",
        "HTTP://hooks.example.com?secret | HTTP://hooks.example.com?***",
        "https://name:word@hooks.example.com/in | https://***@hooks.example.com/in",
        "https://name@hooks.example.com:8443/in?a#b | https://***@hooks.example.com:8443/in?***#b",
        "https://hooks.example.com/a@b?c | https://hooks.example.com/a@b?***"
      })
  void anAddressKeepsItsHostAndPath(String address, String masked) {
    assertThat(AddressMask.in(URI.create(address))).isEqualTo(URI.create(masked));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"url\":\"https://a.example/?key=1\",\"n\":2} |"
            + " {\"url\":\"https://a.example/?***\",\"n\":2}",
        "{\"a\":\"see http://a:b@c.example \\\"?d\"} | {\"a\":\"see http://***@c.example \\\"?d\"}",
        "what? nothing | what? nothing",
        "{\"name\":\"Quoi ? $1 \\\\\"} | {\"name\":\"Quoi ? $1 \\\\\"}"
      })
  void aTextKeepsItsOtherCharacters(String text, String masked) {
    assertThat(AddressMask.in(text)).isEqualTo(masked);
  }
}
