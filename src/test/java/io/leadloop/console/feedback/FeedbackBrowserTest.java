package io.leadloop.console.feedback;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.testing.CalledBackLead;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.browser.PageReview;
import io.leadloop.testing.browser.Visitor;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page of feedback in a browser: from an unknown label to corrected leads. */
@GatewayTest
class FeedbackBrowserTest {
  @RegisterExtension final Visitor visitor = new Visitor();

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject ConsoleClient console;
  @Inject Onboarding onboarding;
  @Inject CallbackTokens tokens;
  @Inject Credentials credentials;

  private final String label = "Signé " + letters(UUID.randomUUID());

  @Test
  void aLabelIsMappedAndItsLeadsAreCorrected() {
    CalledBackLead lead = reportedUnderItsLabel();
    Page page = visitor.openConsole(console.session());
    visitor.go(page, "/console/feedback");
    String row = "tr:has(input[value='" + label + "'])";
    page.selectOption(row + " select[name=code]", "won");
    page.click(row + " button");
    assertThat(page.textContent(".notice")).contains("Done.");
    page.click("tr:has-text('" + label + "') a.button");
    page.onDialog(dialog -> dialog.accept());
    page.click("button.primary");
    page.waitForSelector("#live dd:has-text('done')");
    await().atMost(PATIENCE).until(() -> "won".equals(lead.statusCode()));
    assertThat(page.textContent("#live")).contains("1 of 1");
  }

  @Test
  void thePagesAreAccessibleAndFitWideAndNarrow() {
    reportedUnderItsLabel();
    CalledBackLead unread = CalledBackLead.submit(onboarding, tokens);
    unread.callBack("{\"note\":\"nothing\"}");
    String mapped =
        credentials
            .asAdministrator()
            .contentType("application/json")
            .body(Map.of("label", label + " bis", "code", "won"))
            .put("/admin/v1/statuses/labels")
            .path("id");
    PageReview review = new PageReview();
    String session = console.session();
    for (String language : PageReview.LANGUAGES) {
      Page page = visitor.openConsole(session, language, ColorScheme.LIGHT);
      visitor.go(page, "/console/feedback");
      review.look(page, "feedback-full", language);
      visitor.go(page, "/console/feedback/labels/" + mapped + "/correction");
      review.look(page, "correction", language);
      page.context().close();
    }
    review.assertNothingFound();
  }

  /** A lead whose status is this test's label, when the page lists it. */
  private CalledBackLead reportedUnderItsLabel() {
    CalledBackLead lead = CalledBackLead.submit(onboarding, tokens);
    lead.callBack("{\"status\":\"" + label + "\"}");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                credentials
                    .asAdministrator()
                    .get("/admin/v1/statuses/unknown")
                    .asString()
                    .contains(label));
    return lead;
  }

  private static String letters(UUID id) {
    return id.toString()
        .chars()
        .filter(c -> c != '-')
        .mapToObj(c -> Character.toString('a' + Character.digit(c, 16)))
        .collect(joining());
  }
}
