package io.leadloop.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which words of a Java file count as prose. */
class JavaProseTest {
  @Test
  void findsAPhraseAcrossTheLinesOfAComment() {
    assertThat(findings("/** A list, of", " * which one is short. */"))
        .containsExactly("A.java:1: of which");
    assertThat(findings("int n; // Started", "// anew.", "// It is under", "// way."))
        .containsExactly("A.java:2: anew", "A.java:3: under way");
  }

  @Test
  void findsAPhraseAcrossTheLinesOfAMessage() {
    assertThat(findings("fail(n() + \" is under\"", "  + \" way\");"))
        .containsExactly("A.java:1: under way");
  }

  @Test
  void readsTheCommentsOfSqlAndLeavesItsNamesAlone() {
    assertThat(
            findings(
                "fail(\"\"\"", "with told as (", "-- Nobody waits.", "select 1 from told\"\"\");"))
        .containsExactly("A.java:3: Nobody");
  }

  @Test
  void leavesCodeAndDataAlone() {
    assertThat(
            findings(
                "/** See {@code told} and {@link #tells}. @param said when */",
                "String told = submit(\"it says: \\\" nobody\", '\"');"))
        .isEmpty();
  }

  @Test
  void findsWordsByTheirPlaceInASentence() {
    assertThat(findings("// What is stored, or else.", "// What is stored? Nothing else is."))
        .containsExactly("A.java:1: else", "A.java:1: What is");
  }

  private static Stream<String> findings(String... lines) {
    String source = String.join("\n", List.of(lines));
    return AvoidedWords.in("A.java", JavaProse.of(source, (call, text) -> call.equals("fail")));
  }
}
