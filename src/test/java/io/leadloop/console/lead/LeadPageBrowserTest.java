package io.leadloop.console.lead;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.fault.FaultAction;
import io.leadloop.simulator.fault.FaultRule;
import io.leadloop.simulator.fault.FaultTarget;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.Scenario;
import io.leadloop.testing.browser.PageReview;
import io.leadloop.testing.browser.Visitor;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page of one lead in a browser: as it was refused, sent again, and erased. */
@GatewayTest
class LeadPageBrowserTest {
  @RegisterExtension final Visitor visitor = new Visitor();

  @Inject ConsoleClient console;
  @Inject LaneTester tester;

  @Test
  void aRefusedLeadIsSentAgainThenErasedByTypingItsReference() {
    try (Scenario lane =
        tester.simulate(SimulatorSettings.builder().statuses("En cours").build(), 100)) {
      lane.fault(
          FaultRule.once(
              FaultTarget.CREATE,
              new FaultAction.AnswerWith(
                  422,
                  Optional.empty(),
                  Optional.of("{\"error\":\"<script>alert(1)</script>\"}"))));
      String reference = "<b>LP & " + UUID.randomUUID().toString().substring(0, 8);
      String lead = lane.submit("Martin", Map.of("reference", '"' + reference + '"'));
      lane.awaitState(lead, "rejected");
      String session = console.session();
      review(session, lead);
      Page page = visitor.openConsole(session);
      visitor.go(page, "/console/leads/" + lead);
      sendAgain(page, lane, reference, lead);
      erase(page, reference);
    }
  }

  private void review(String session, String lead) {
    PageReview review = new PageReview();
    for (String language : PageReview.LANGUAGES) {
      Page page = visitor.openConsole(session, language, ColorScheme.LIGHT);
      visitor.go(page, "/console/leads/" + lead);
      page.click("summary");
      review.look(page, "lead-rejected", language);
      page.context().close();
    }
    review.assertNothingFound();
  }

  private static void sendAgain(Page page, Scenario lane, String reference, String lead) {
    assertThat(page.textContent("h1")).isEqualTo(reference);
    assertThat(page.textContent("[aria-labelledby=now]")).contains("refused the lead");
    page.onDialog(dialog -> dialog.accept());
    page.click("form[action$='/retry'] button");
    assertThat(page.textContent(".notice")).contains("It is sent again.");
    lane.awaitState(lead, "forwarded");
    page.reload();
    page.click("form[action$='/poll'] button");
    assertThat(page.textContent(".notice")).contains("Oplead answered.");
  }

  private static void erase(Page page, String reference) {
    page.focus("summary");
    page.keyboard().press("Enter");
    page.fill("#confirmation", "something else");
    page.keyboard().press("Enter");
    assertThat(page.textContent(".notice.bad")).contains("Nothing was erased");
    page.click("summary");
    page.fill("#confirmation", reference);
    page.click("button.danger");
    assertThat(page.textContent(".notice")).contains("Its personal data is erased.");
    assertThat(page.querySelector("#confirmation")).isNull();
  }
}
