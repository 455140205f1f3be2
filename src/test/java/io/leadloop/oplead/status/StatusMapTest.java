package io.leadloop.oplead.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.oplead.profile.InvalidProfileException;
import io.leadloop.oplead.profile.TestProfile;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusMapTest {

  private final StatusMap statuses = new StatusMap(TestProfile.with().callbacks());

  @ParameterizedTest
  @CsvSource({
    "Nouveau, NEW",
    "En cours, IN_PROGRESS",
    "'  EN  COURS. ', IN_PROGRESS",
    "en_cours, IN_PROGRESS",
    "Nurserie, NURSERY",
    "Rendez-vous, APPOINTMENT",
    "RENDEZ VOUS, APPOINTMENT",
    "rdv, APPOINTMENT",
    "Devis à faire, QUOTE_TO_DO",
    "DEVIS A FAIRE, QUOTE_TO_DO",
    "Devis à relancer, QUOTE_FOLLOW_UP",
    "devis (à) relancer, QUOTE_FOLLOW_UP",
    "Devis relancer, QUOTE_FOLLOW_UP",
    "Gagné, WON",
    "GAGNÉ, WON",
    "gagne\u0301, WON",
    "Gagne, WON",
    "Perdu, LOST",
    "Sans suite, NO_FOLLOW_UP",
    "Sans\u00a0suite, NO_FOLLOW_UP",
    "Gagnés, OTHER",
    "5, OTHER",
    "'', OTHER",
    "---, OTHER",
  })
  void labelsAreComparedByTheirLettersAlone(String label, StatusCode code) {
    assertThat(statuses.codeOf(label)).isEqualTo(code);
  }

  @Test
  void aLabelMappedToTwoCodesStopsTheStart() {
    assertThatThrownBy(() -> statuses("[Gagné, PERDU]"))
        .isInstanceOf(InvalidProfileException.class)
        .hasMessage(
            "leadloop.oplead.profile: callbacks.labels maps the label 'Perdu' to both won and"
                + " lost.");
  }

  @Test
  void configuredLabelsReplaceTheDefaultsOfTheirCode() {
    StatusMap corrected = statuses("[Signé, Vendu]");
    assertThat(corrected.codeOf("vendu")).isEqualTo(StatusCode.WON);
    assertThat(corrected.codeOf("Gagné")).isEqualTo(StatusCode.OTHER);
  }

  private static StatusMap statuses(String won) {
    return new StatusMap(TestProfile.with("callbacks.labels.won", won).callbacks());
  }

  @Test
  void codesHaveTheWireNamesOfTheContract() {
    assertThat(Arrays.stream(StatusCode.values()).map(StatusCode::wireName))
        .containsExactly(
            "new",
            "in_progress",
            "nursery",
            "appointment",
            "quote_to_do",
            "quote_follow_up",
            "won",
            "lost",
            "no_follow_up",
            "other");
  }

  @Test
  void aShownLabelIsOneLineOfAtMostAHundredCharacters() {
    assertThat(StatusMap.shown(" À\u0000 rappeler\u202e\ud800\n ")).isEqualTo("À rappeler");
    assertThat(StatusMap.shown("x".repeat(500))).isEqualTo("x".repeat(100));
    assertThat(StatusMap.shown("x".repeat(99) + "😀")).isEqualTo("x".repeat(99));
  }
}
