package io.leadloop.oplead.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.oplead.profile.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappedLabelsTest {
  private static final StatusMap TABLE = new StatusMap(TestProfile.with().callbacks());

  private final MappedLabels labels =
      new MappedLabels(TABLE, Map.of(StatusMap.essence("Signé en agence"), StatusCode.WON));

  @ParameterizedTest
  @ValueSource(
      strings = {"Signé en agence", "SIGNE EN AGENCE", "signé-en-agence", " Signé en agence!"})
  void aMappedLabelHasItsCodeHoweverItIsWritten(String label) {
    assertThat(labels.codeOf(label)).isEqualTo(StatusCode.WON);
    assertThat(TABLE.codeOf(label)).isEqualTo(StatusCode.OTHER);
  }

  @Test
  void anyOtherLabelHasTheCodeOfTheTable() {
    assertThat(labels.codeOf("Perdu")).isEqualTo(StatusCode.LOST);
    assertThat(labels.codeOf("Signé ailleurs")).isEqualTo(StatusCode.OTHER);
  }

  @Test
  void anotherTableHasAnotherVersion() {
    assertThat(labels.version()).matches("[0-9a-f]{8}").isNotEqualTo(TABLE.version());
    assertThat(new MappedLabels(TABLE, Map.of("signeenagence", StatusCode.LOST)).version())
        .isNotEqualTo(labels.version());
    assertThat(
            new MappedLabels(TABLE, Map.of(StatusMap.essence("Signé en agence"), StatusCode.WON))
                .version())
        .isEqualTo(labels.version());
  }
}
