package io.leadloop.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFaultTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Regression: only the position was reported. The body must not be quoted. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "`{\"a\":\"Dupont\n"
            + "Paris\"}` | line 1, column 13: a control character in a string must be escaped",
        "`{\"a\":\"Dupont\tParis\"}` | line 1, column 13: a control character in a string must be"
            + " escaped",
        "`{\"a\":\"Du\\pont\"}` | an unknown escape after a backslash",
        "`{\"a\":\"Dupont` | the body ends too early",
        "`{\"a\":1` | the body ends too early",
        "`{a:\"Dupont\"}` | a member's name must be in \"",
        "`{'a':\"Dupont\"}` | a member's name must be in \"",
        "`{\"a\" \"Dupont\"}` | a colon must follow a member's name",
        "`{\"a\":1 \"b\":2}` | a comma is missing between two members or elements",
        "`{\"a\":1,}` | a member's name must be in \"",
        "`[1,,2]` | a value is missing or must be in \"",
        "`{\"a\":}` | a value is missing or must be in \"",
        "`{\"a\":Dupont}` | a text must be in \"",
        "`{\"a\":'Dupont'}` | a value is missing or must be in \"",
        "`{\"a\":01}` | a number begins with a superfluous zero",
        "`{\"a\":1.}` | a number ends with its decimal point",
        "`{\"a\":NaN}` | a number is not written as in JSON",
        "`{\"a\":1]` | a bracket or brace is closed that is not open",
        "`customer=c&lead=Dupont` | a text must be in \"",
        "`<xml/>` | a value is missing or must be in \"",
      })
  void causeIsNamed(String body, String cause) {
    JsonParseException e =
        catchThrowableOfType(JsonParseException.class, () -> JSON.readTree(body));
    assertThat(JsonFault.of(e))
        .contains(cause)
        .startsWith("line ")
        .doesNotContain("Dupont", "pont");
  }
}
