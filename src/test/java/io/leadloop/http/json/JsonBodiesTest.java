package io.leadloop.http.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodiesTest {
  private final JsonBodies bodies = new JsonBodies(new ObjectMapper());

  @Test
  void eachMemberIsRead() {
    assertThat(read("{'text':'a','number':1,'color':'RED','part':{'texts':['b']}}"))
        .isEqualTo(new Body("a", 1, Color.RED, null, new Part(List.of("b"))));
  }

  /** Regression: where a member's text or number was at fault, it was 422 and not named. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'text':'won                     | the body ends too early",
        "{'text':'a~b'}                   | a control character in a string must be escaped",
        "{'part':{'texts':['a','b~']}}    | a control character in a string must be escaped",
        "{'part':{'texts':['a'            | the body ends too early",
        "{'text':'\\x'}                 | an unknown escape after a backslash",
        "{'number':1                      | the body ends too early",
        "{'number':01}                    | a number begins with a superfluous zero",
        "{'text':tru}                     | a text must be in",
        "{'unfinished                     | the body ends too early",
      })
  void whatIsNotJsonIsMalformedWhereverItIs(String body, String cause) {
    ProblemException problem = problem(body.replace('~', '\n'));
    assertThat(problem.code()).isEqualTo(ErrorCode.MALFORMED_BODY);
    assertThat(problem).hasMessageContaining("line ").hasMessageContaining(cause);
    assertThat(problem.errors()).isEmpty();
  }

  /** Regression: a number was taken for the place of a constant. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/color | {'color':0}",
        "/color | {'color':1}",
        "/color | {'color':'0'}",
        "/color | {'color':'red'}",
        "/color | {'color':['RED']}",
        "/text | {'text':1}",
        "/number | {'number':'1'}",
        "/number | {'number':1.0}",
        "/number | {'number':99999999999}",
        "/number | {'number':1e99999999999}",
        "/at | {'at':0}",
        "/part | {'part':'a'}",
        "/part/texts | {'part':{'texts':'a'}}",
      })
  void aValueOfAnotherTypeIsNamedByItsPointer(String pointer, String body) {
    ProblemException problem = problem(body);
    assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_BODY);
    assertThat(problem.errors()).singleElement().extracting("pointer").isEqualTo(pointer);
  }

  @Test
  void aNameWithSlashesIsEscapedInItsPointer() {
    assertThat(problem("{'a/b~c':1}").errors())
        .singleElement()
        .extracting("pointer")
        .isEqualTo("/a~1b~0c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "'a'", "1", "{} {}", "{}]"})
  void whatIsNoObjectIsMalformed(String body) {
    assertThat(problem(body).code()).isEqualTo(ErrorCode.MALFORMED_BODY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "null", "{}", "{ }\n", "\uFEFF{}", "[]\n", "''"})
  void aCallWithoutABodyTakesAnEmptyOne(String body) {
    assertThatNoException().isThrownBy(() -> requireNoMembers(body));
  }

  @Test
  void aCallWithoutABodyTakesNoMember() {
    ProblemException problem = unwanted("{'a/b':1,'c':2}");
    assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_BODY);
    assertThat(problem.errors()).containsExactly(new FieldError("/a~1b", "is not known here"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1]", "'a'", "1", "{} {}", "a=1", "{", "{'a'", "\0"})
  void aCallWithoutABodyTakesNothingOfAnotherKind(String body) {
    ProblemException problem = unwanted(body);
    assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_BODY);
    assertThat(problem).hasMessage("This call takes no body.");
  }

  private ProblemException unwanted(String body) {
    return catchThrowableOfType(ProblemException.class, () -> requireNoMembers(body));
  }

  private void requireNoMembers(String body) {
    bodies.requireNoMembers(body.replace('\'', '"').getBytes(UTF_8));
  }

  private Body read(String body) {
    return bodies.read(body.replace('\'', '"').getBytes(UTF_8), Body.class);
  }

  private ProblemException problem(String body) {
    return catchThrowableOfType(ProblemException.class, () -> read(body));
  }

  record Body(String text, Integer number, Color color, Instant at, Part part) {}

  record Part(List<String> texts) {}

  enum Color {
    RED,
    GREEN
  }
}
