package io.leadloop.simulator.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForgedAddressTest {

  @ParameterizedTest
  @CsvSource({
    "http://p/callbacks/secret, http://p/callbacks/seAAAA",
    "http://p/callbacks/seAaBc, http://p/callbacks/seBBAA",
    "http://p/callbacks/secret?x=/y#z/, http://p/callbacks/seAAAA?x=/y#z/",
    "http://p/callbacks/secret#z?, http://p/callbacks/seAAAA#z?",
    "http://p/callbacks/ab, http://p/callbacks/BA",
    "http://p/callbacks/, http://p/callbacks/A",
    "http://p, http://p/A",
    "http://p?x=/y, http://p/A?x=/y",
    "http://p/xy%C3%A9z, http://p/xy%C3ABAA",
    "http://p/xy%C3zz, http://p/xy%AAAA",
  })
  void lastCharactersOfThePathAreReplaced(String url, String forged) {
    assertThat(ForgedAddress.of(url)).isEqualTo(forged);
    assertThat(URI.create(forged).getHost()).isEqualTo("p");
  }
}
