package io.leadloop.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret is found however it is written, and wherever. */
class WordSearchTest {
  private final WordSearch search =
      new WordSearch(Map.of("the word", "secret-value", "another", "secret-other"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret-value",
        "a secret-value and more",
        "\0\0ssecret-value",
        "7365637265742d76616c7565",
        "c2VjcmV0LXZhbHVl",
        "c2VjcmV0LXZhbHVlIGFuZCBtb3Jl"
      })
  void eachWritingIsFound(String text) {
    assertThat(find(text)).containsExactly("the word");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "secret-valu", "SECRET-VALUE", "secret value"})
  void nothingElseIsFound(String text) {
    assertThat(find(text)).isEmpty();
  }

  @Test
  void bytesBeyondTheLengthAreNotSearched() {
    List<String> found = new ArrayList<>();
    search.find("secret-value".getBytes(UTF_8), 11, found::add);
    assertThat(found).isEmpty();
  }

  private List<String> find(String text) {
    List<String> found = new ArrayList<>();
    byte[] bytes = text.getBytes(UTF_8);
    search.find(bytes, bytes.length, found::add);
    return found;
  }
}
