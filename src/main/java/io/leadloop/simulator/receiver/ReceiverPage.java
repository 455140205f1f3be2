package io.leadloop.simulator.receiver;

import static org.apache.commons.text.StringEscapeUtils.escapeHtml4;

import io.leadloop.simulator.http.Answer;
import io.leadloop.simulator.receiver.signature.SignatureVerdict;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A receiver's newest requests as a page that reloads itself. Everything that was received is
 * escaped, and the page may load nothing.
 */
final class ReceiverPage {

  private static final int SHOWN = 50;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Type", "text/html; charset=utf-8",
          "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'",
          "X-Content-Type-Options", "nosniff",
          "Cache-Control", "no-store");

  private static final String STYLE =
      """
      :root { color-scheme: light dark; --text: #1f2328; --muted: #59636e; --page: #fff;
        --line: #d1d9e0; --good: #1a7f37; --bad: #cf222e; }
      @media (prefers-color-scheme: dark) {
        :root { --text: #e6edf3; --muted: #9198a1; --page: #0d1117;
          --line: #3d444d; --good: #3fb950; --bad: #f85149; }
      }
      body { margin: 0 auto; max-width: 76rem; padding: 2rem 1.25rem; background: var(--page);
        color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
      h1 { margin: 0; font-size: 1.4rem; font-weight: 600; overflow-wrap: anywhere; }
      p, dt, caption, th, small { color: var(--muted); }
      p { margin: .25rem 0 1.5rem; }
      dl { display: flex; flex-wrap: wrap; gap: .75rem 2.5rem; margin: 0 0 1.5rem; }
      dt { font-size: .85rem; }
      dd { margin: 0; font-size: 1.25rem; font-variant-numeric: tabular-nums; }
      div { overflow-x: auto; }
      table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
      caption { padding-bottom: .5rem; text-align: left; font-size: .85rem; }
      th, td { padding: .4rem .9rem .4rem 0; border-bottom: 1px solid var(--line);
        text-align: left; vertical-align: top; }
      th { font-size: .85rem; font-weight: 500; white-space: nowrap; }
      code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere; }
      .good { color: var(--good); }
      .bad { color: var(--bad); }
      """;

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="refresh" content="5">
      <title>Receiver %1$s</title>
      <style>
      %2$s</style>
      </head>
      <body>
      <main>
      <h1>Receiver %1$s</h1>
      <p>%3$s</p>
      <dl>%4$s</dl>
      %5$s
      </main>
      </body>
      </html>
      """;

  private static final String TABLE =
      """
      <div role="region" aria-label="Requests" tabindex="0">
      <table>
      <caption>The last %d requests, newest first. Times are UTC.</caption>
      <thead><tr><th scope="col">Time</th><th scope="col">Event type</th><th scope="col">Lead</th>\
      <th scope="col">Sequence</th><th scope="col">Attempt</th><th scope="col">Signature</th>\
      <th scope="col">Answer</th></tr></thead>
      <tbody>
      %s
      </tbody>
      </table>
      </div>""";

  private ReceiverPage() {}

  static Answer of(Receiver receiver) {
    List<ReceivedRequest> newest = receiver.ledger().newest(SHOWN);
    String page =
        PAGE.formatted(
            escapeHtml4(receiver.name()),
            STYLE,
            verification(receiver),
            counts(receiver.ledger().counts()),
            newest.isEmpty() ? "<p>No request has arrived yet.</p>" : table(newest));
    return new Answer(200, HEADERS, page);
  }

  private static String verification(Receiver receiver) {
    if (receiver.schemes().isEmpty()) {
      return "No secret is set, so no signature is verified.";
    }
    String schemes = String.join(" and ", receiver.schemes());
    return receiver.verifies()
        ? "Verifies signatures (" + schemes + ") and refuses bad ones with 401."
        : "Verifies signatures (" + schemes + ") and accepts bad ones too.";
  }

  private static String counts(ReceiverCounts counts) {
    return count("received", counts.received())
        + count("accepted", counts.accepted())
        + count("repeated", counts.repeated())
        + count("out of order", counts.outOfOrder())
        + count("bad signatures", counts.badSignatures());
  }

  private static String count(String label, long count) {
    return "<div><dt>%s</dt><dd>%d</dd></div>".formatted(label, count);
  }

  private static String table(List<ReceivedRequest> newest) {
    return TABLE.formatted(
        SHOWN, newest.stream().map(ReceiverPage::row).collect(Collectors.joining("\n")));
  }

  private static String row(ReceivedRequest request) {
    return "<tr>"
        + cell(TIME.format(request.at()))
        + cell(code(request.type()))
        + cell(code(request.lead()))
        + cell(number(request.sequence()))
        + cell(number(request.attempt()))
        + cell(signature(request.signature()))
        + cell(answer(request))
        + "</tr>";
  }

  private static String cell(String html) {
    return "<td>" + html + "</td>";
  }

  private static String code(Optional<String> text) {
    return text.map(value -> "<code>" + escapeHtml4(value) + "</code>").orElse("");
  }

  private static String number(Optional<? extends Number> number) {
    return number.map(Object::toString).orElse("");
  }

  private static String signature(SignatureVerdict verdict) {
    String name = verdict.name().toLowerCase(Locale.ROOT);
    return switch (verdict) {
      case VALID -> mark("good", "✓ " + name);
      case WRONG, STALE, MISSING -> mark("bad", "✗ " + name);
      case UNCHECKED -> name;
    };
  }

  private static String answer(ReceivedRequest request) {
    String answer =
        request.status() == 0
            ? mark("bad", "none")
            : mark(request.status() < 300 ? "good" : "bad", Integer.toString(request.status()));
    return answer + request.fault().map(fault -> " <small>fault: " + fault + "</small>").orElse("");
  }

  private static String mark(String kind, String text) {
    return "<span class=\"%s\">%s</span>".formatted(kind, text);
  }
}
