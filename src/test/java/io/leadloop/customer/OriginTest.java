package io.leadloop.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {

  /** Another spelling of a host doubled the quota of a shared token. */
  @ParameterizedTest
  @CsvSource({
    "https://oplead.example/v1, HTTPS://OPLEAD.Example.:443/v2",
    "http://192.0.2.10:80, http://[::ffff:192.0.2.10]/v1",
    "http://192.0.2.10, http://[::FFFF:c000:20a]",
    "https://[2001:db8::1], https://[2001:0DB8:0:0:0:0:0:1]:443",
    "http://127.0.0.1:8080, http://0.0.0.0:8080",
    "http://127.0.0.1:8080, http://[::ffff:127.0.0.1]:8080",
    "http://127.0.0.1:8080, http://0:8080",
    "http://[::1]:8080, http://[::]:8080",
    "http://localhost:8080, http://LOCALHOST.:8080"
  })
  void aHostIsTheSameHoweverItIsWritten(URI one, URI other) {
    assertThat(Origin.of(other)).isEqualTo(Origin.of(one));
  }

  @ParameterizedTest
  @CsvSource({
    "https://oplead.example, http://oplead.example",
    "https://oplead.example, https://oplead.example:8443",
    "https://oplead.example, https://www.oplead.example",
    "http://127.0.0.1, http://127.0.0.2",
    "http://127.0.0.1, http://localhost",
    "http://192.0.2.1, http://192.0.2.10"
  })
  void anotherSchemeHostOrPortIsAnotherOrigin(URI one, URI other) {
    assertThat(Origin.of(other)).isNotEqualTo(Origin.of(one));
  }

  /** Regression: a token had its quota twice, by http and by https. */
  @ParameterizedTest
  @CsvSource({
    "https://oplead.example/v1, http://oplead.example, true",
    "https://oplead.example:443, http://oplead.example:80, true",
    "https://oplead.example:8443, http://oplead.example:8443, true",
    "https://oplead.example, https://oplead.example:8443, false",
    "https://oplead.example:80, https://oplead.example, false",
    "https://oplead.example, https://www.oplead.example, false"
  })
  void theSchemeMakesNoOtherAuthority(URI one, URI other, boolean isSame) {
    assertThat(Origin.of(one).authority().equals(Origin.of(other).authority())).isEqualTo(isSame);
  }
}
