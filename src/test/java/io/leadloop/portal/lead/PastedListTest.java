package io.leadloop.portal.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list as it was pasted into the page. */
class PastedListTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @Test
  void aPeriodIsOfWholeDaysInTheZoneOfThePages() throws IOException {
    PastedList list = new PastedList("LP-1", "", "2026-10-25", "2026-10-25", "");
    JsonNode body = new ObjectMapper().readTree(list.body(PARIS, same -> same));
    assertThat(body.get("from").asText()).isEqualTo("2026-10-25T00:00+02:00");
    assertThat(body.get("until").asText()).isEqualTo("2026-10-26T00:00+01:00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2026-02-30", "+999999999-12-31"})
  void anotherDateIsRefusedInWords(String date) {
    PastedList list = new PastedList("LP-1", "", "", date, "");
    assertThatThrownBy(() -> list.body(PARIS, same -> same))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'%s' is not a date such as 2026-11-24.", date);
  }

  @Test
  void aVeryLongFirstLineIsReadLikeAnother() throws IOException {
    String header = "reference;" + "comment ".repeat(20_000);
    PastedList list = new PastedList(header + "\nLP-1;none\n", "", "", "", "");
    assertThat(
            new ObjectMapper()
                .readTree(list.body(PARIS, same -> same))
                .at("/items/0/reference")
                .asText())
        .isEqualTo("LP-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reference",
        "Reference;Status",
        "campaign,REFERENCE",
        "\"a b\";\"Reference\"",
        " reference ; status",
        "\uFEFFreference;status"
      })
  void aHeaderHasTheColumnInAnyCase(String header) throws IOException {
    String row = header.replaceAll("[^;,]+", "LP-1");
    PastedList list = new PastedList(header + "\n" + row, "", "", "", "");
    JsonNode items = new ObjectMapper().readTree(list.body(PARIS, same -> same)).get("items");
    assertThat(items).hasSize(1);
    assertThat(items.get(0).get("reference").asText()).isEqualTo("LP-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "REFERENCE-2031",
        "my reference",
        "my reference, \"quoted",
        "\"reference\" 1",
        "a;references"
      })
  void aReferenceThatContainsTheWordIsNoHeader(String reference) throws IOException {
    PastedList list = new PastedList(reference + "\nLP-2", "", "", "", "");
    JsonNode body = new ObjectMapper().readTree(list.body(PARIS, same -> same));
    assertThat(body.at("/items/0/reference").asText()).isEqualTo(reference);
    assertThat(body.at("/items/1/reference").asText()).isEqualTo("LP-2");
    assertThat(list.line(1)).isEqualTo(2);
  }

  @Test
  void aTableWithTabsIsRefusedInWords() {
    PastedList list = new PastedList("Reference\tStatus\nLP-1\twon", "", "", "", "");
    assertThatThrownBy(() -> list.body(PARIS, same -> same))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no column 'reference'");
  }

  @Test
  void aLeadStandsOnItsLineOfWhatWasGiven() {
    PastedList references = new PastedList("LP-1\n\nLP-2\n", "", "", "", "");
    assertThat(references.line(0)).isEqualTo(1);
    assertThat(references.line(1)).isEqualTo(3);
    PastedList table = new PastedList("LP-9", "reference;status\r\n\r\nLP-1;won\r\n", "", "", "");
    assertThat(table.line(0)).isEqualTo(3);
  }

  @Test
  void aStatusIsReadByItsWord() throws IOException {
    PastedList list = new PastedList("reference;status\nLP-1;Gagné\nLP-2;\n", "", "", "", "");
    JsonNode body =
        new ObjectMapper().readTree(list.body(PARIS, word -> word.equals("Gagné") ? "won" : word));
    assertThat(body.at("/items/0/status").asText()).isEqualTo("won");
    assertThat(body.at("/items/1").has("status")).isFalse();
  }
}
