package io.leadloop.page;

import static io.leadloop.testing.ConsoleClient.page;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Links of the live part of a page stay below the path that a proxy adds. */
@GatewayTest
class LivePartLinksTest {
  private static final URI PROXY = URI.create("https://gateway.example/leadloop/");
  private static final Pattern LINK = Pattern.compile("(?:href|action|hx-get)=\"([^\"]+)\"");

  @Inject ConsoleClient console;
  @Inject Onboarding onboarding;

  @Test
  void browsersFollowThemFromTheAddressOfThePage() {
    String session = console.session();
    String customer = onboarding.providerWithCustomer().customer().slug();
    for (String path : List.of("console", "console/feedback", "console/customers/" + customer)) {
      assertBelow(PROXY.resolve(path), page(session).get("/" + path + "/live").asString());
    }
  }

  @Test
  void anAddressThatEndsWithASlashIsALevelDeeper() {
    URI address = PROXY.resolve("console/");
    String html =
        page(console.session())
            .header("HX-Current-URL", address + "?done=1")
            .get("/console/live")
            .asString();
    assertBelow(address, html);
  }

  private static void assertBelow(URI address, String html) {
    assertThat(LINK.matcher(html).results().map((MatchResult link) -> link.group(1)))
        .as(address.toString())
        .isNotEmpty()
        .allSatisfy(
            link ->
                assertThat(address.resolve(link).toString())
                    .startsWith(PROXY + "console")
                    .doesNotContain("console/console"));
  }
}
