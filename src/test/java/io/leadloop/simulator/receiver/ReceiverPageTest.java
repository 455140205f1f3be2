package io.leadloop.simulator.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.simulator.http.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceiverPageTest {

  private final RunningReceiver running = new RunningReceiver();
  private final EventSender sender = running.sender();

  @AfterEach
  void end() {
    running.close();
  }

  @Test
  void browserGetsAPageThatReloadsItselfAndLoadsNothing() {
    running.receiver();
    HttpResponse<String> page =
        EventSender.send(
            HttpRequest.newBuilder(running.url())
                .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"),
            BodyHandlers.ofString());
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .contains("default-src 'none'; style-src 'unsafe-inline'");
    assertThat(page.body())
        .contains("<meta http-equiv=\"refresh\" content=\"5\">")
        .contains("prefers-color-scheme: dark")
        .contains("<h1>Receiver demo</h1>")
        .contains("No request has arrived yet.")
        .contains("no signature is verified")
        .doesNotContain("<script")
        .doesNotContain("<table");
    assertThat(running.get("/demo").headers().firstValue("Content-Type"))
        .contains("application/json");
  }

  @Test
  void requestIsARowWithItsSignatureAndAnswer() {
    running.receiver().configure(ReceiverSettings.verifying(EventSender.SECRET));
    sender.event("id-1", "lead-1", 7);
    sender.signedWith(EventSender.secret(2)).event("id-2", "lead-2", 8);
    running.script("{'do': {'answer': 503}}");
    sender.event("id-3", "lead-3", 9);

    String page = page();
    assertThat(page)
        .contains("refuses bad ones with 401")
        .contains("<dt>accepted</dt><dd>1</dd>")
        .contains("<dt>bad signatures</dt><dd>1</dd>")
        .containsPattern(
            "<td>\\d\\d:\\d\\d:\\d\\d\\.\\d{3}</td><td><code>io\\.leadloop\\.lead\\.status-changed\\.v1"
                + "</code></td><td><code>lead-1</code></td><td>7</td><td>1</td>"
                + "<td><span class=\"good\">✓ valid</span></td>"
                + "<td><span class=\"good\">204</span></td>")
        .containsPattern("lead-2.*✗ wrong.*>401<")
        .containsPattern("lead-3.*>503</span> <small>fault: answer</small>");
    assertThat(page.indexOf("lead-3")).isLessThan(page.indexOf("lead-1"));
  }

  @Test
  void everythingThatWasReceivedIsEscaped() {
    EventSender.send(
        sender
            .signed("id-1", "{}")
            .header("ce-type", "<script>alert('type')</script>")
            .header("ce-subject", "\"><img src=x onerror=alert(1)>&%s%n"),
        BodyHandlers.ofString());
    assertThat(page())
        .contains("&lt;script&gt;alert('type')&lt;/script&gt;")
        .contains("&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&amp;%s%n")
        .doesNotContain("<script", "<img");
  }

  @Test
  void onlyTheNewestFiftyRequestsAreShown() {
    for (int i = 1; i <= 51; i++) {
      sender.event("id-" + i, "lead-" + i, 1);
    }
    assertThat(page().split("<tr><td>", -1)).hasSize(51);
    assertThat(page()).contains("<code>lead-51</code>", "<code>lead-2</code>");
    assertThat(page()).doesNotContain("<code>lead-1</code>");
  }

  private String page() {
    Answer answer = ReceiverPage.of(running.receiver());
    return answer.body();
  }
}
