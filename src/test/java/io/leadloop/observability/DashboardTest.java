package io.leadloop.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The dashboard asks what an operator asks, and Grafana can tell its parts apart. */
class DashboardTest {
  @Test
  void dashboardHasTheTenQuestions() {
    assertThat(titles())
        .contains(
            "Are leads accepted?",
            "Is a lane stuck?",
            "Which customer's token is refused?",
            "Is feedback arriving?",
            "Is Oplead answering?",
            "Does the outbox empty?",
            "Does the projection keep up?",
            "How soon is feedback on the topic?",
            "Which provider's consumer lags?")
        .anySatisfy(title -> assertThat(title).startsWith("Is the process well"));
  }

  @Test
  void everyPanelHasAUniqueQuestionAsTitle() {
    assertThat(titles()).allSatisfy(title -> assertThat(title).endsWith("?"));
    assertThat(titles()).doesNotHaveDuplicates();
  }

  @Test
  void panelsAndTargetsHaveUniqueNames() {
    assertThat(Dashboard.panels())
        .extracting(panel -> panel.get("id").asInt())
        .doesNotHaveDuplicates();
    assertThat(Dashboard.questions())
        .allSatisfy(panel -> assertThat(references(panel)).isNotEmpty().doesNotHaveDuplicates());
  }

  @Test
  void everyExpressionFiltersByInstallation() {
    assertThat(Dashboard.expressions())
        .allSatisfy(expression -> assertThat(expression.text()).contains("{job=~\"$job\""));
  }

  private static List<String> titles() {
    return Dashboard.questions().stream().map(panel -> panel.get("title").asText()).toList();
  }

  private static List<String> references(JsonNode panel) {
    return Dashboard.stream(panel.get("targets")).map(t -> t.get("refId").asText()).toList();
  }
}
