package io.leadloop.console.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.leadloop.bulk.BulkScene;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.browser.PageReview;
import io.leadloop.testing.browser.Visitor;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The list of leads and bulk operations in a browser. */
@GatewayTest
class BulkBrowserTest {
  @RegisterExtension final Visitor visitor = new Visitor();

  @Inject ConsoleClient console;
  @Inject BulkScene scene;

  private final PageReview review = new PageReview();

  @Test
  void allLeadsOfAFilterAreSentAgain() {
    Onboarding.Pair pair = scene.pair();
    scene.add(pair, 450, "rejected");
    Page page = visitor.openConsole(console.session());
    visitor.go(page, "/console/leads");
    page.fill("#customer", pair.customer().slug());
    page.selectOption("#state", "rejected");
    page.click(".filters button");
    assertThat(page.url()).contains("state=rejected", "customer=" + pair.customer().slug());
    review.look(page, "leads-rejected-en");
    page.click("a[href*='action=retry']");
    assertThat(page.textContent(".figures")).contains("450");
    review.look(page, "bulk-plan-all-en");
    page.click("button.primary");
    page.waitForURL("**/console/leads/bulk/*");
    page.waitForSelector("#live .state.good");
    assertThat(page.textContent("#live")).contains("100 %", "450", "(Marie)");
    assertThat(page.querySelector("#live button")).isNull();
    review.look(page, "bulk-done-en");
    review.assertNothingFound();
  }

  @Test
  void plansOfSomeAndOfNoneAreAccessibleInFrench() {
    Onboarding.Pair pair = scene.pair();
    scene.add(pair, 3, "held");
    scene.add(pair, 2, "expired");
    Page page = visitor.openConsole(console.session(), "fr", ColorScheme.LIGHT);
    String query = "customer=" + pair.customer().slug();
    visitor.go(page, "/console/leads?" + query);
    review.look(page, "leads-held-fr");
    visitor.go(page, "/console/leads/bulk/new?action=retry&" + query);
    review.look(page, "bulk-plan-all-fr");
    visitor.go(page, "/console/leads/bulk/new?action=release&" + query);
    review.look(page, "bulk-nothing-fr");
    review.assertNothingFound();
  }
}
