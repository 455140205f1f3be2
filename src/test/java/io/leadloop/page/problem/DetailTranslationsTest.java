package io.leadloop.page.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sentences with values are translated, and their values stay. */
class DetailTranslationsTest {
  private final DetailTranslations french =
      new DetailTranslations(
          Map.of(
              "A lead has at most {count}.", "Un lead en a au plus {count}.",
              "The endpoint is {state} and {why}.", "Il est {state} et {why}.",
              "The endpoint is {state}.", "Il est {state}.",
              "paused", "en pause",
              "receives nothing", "ne reçoit rien",
              "is not {name}", "n’est pas {name}",
              "is not a valid id", "n’est pas un identifiant valide"));

  @Test
  void valuesStandInTheTranslationAsTheyAre() {
    assertThat(french.of("A lead has at most 1,000.")).contains("Un lead en a au plus 1,000.");
    assertThat(french.of("is not $1 {name} \\ <b>")).contains("n’est pas $1 {name} \\ <b>");
    assertThat(french.of("is not line\nbreak")).contains("n’est pas line\nbreak");
  }

  @Test
  void aValueThatIsAWordIsTranslatedAsWell() {
    assertThat(french.of("The endpoint is paused and receives nothing."))
        .contains("Il est en pause et ne reçoit rien.");
    assertThat(french.of("The endpoint is odd and receives nothing."))
        .contains("Il est odd et ne reçoit rien.");
  }

  @Test
  void theSentenceWithTheMostWordsWins() {
    assertThat(french.of("is not a valid id")).contains("n’est pas un identifiant valide");
    assertThat(french.of("The endpoint is paused and receives nothing."))
        .hasValueSatisfying(text -> assertThat(text).doesNotContain("and"));
  }

  @Test
  void aMemberInFrontStays() {
    assertThat(french.of("/items/0/id: is not a valid id"))
        .contains("/items/0/id : n’est pas un identifiant valide");
  }

  @Test
  void otherSentencesHaveNone() {
    assertThat(french.of("A lead has at most .")).isEmpty();
    assertThat(french.of("Something else.")).isEmpty();
    assertThat(french.of("/a: something else")).isEmpty();
    assertThat(french.of("")).isEmpty();
  }
}
