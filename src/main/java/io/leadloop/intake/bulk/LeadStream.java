package io.leadloop.intake.bulk;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.http.HttpConfig;
import io.leadloop.http.body.BodyBudget;
import io.leadloop.http.body.CallerLimit;
import io.leadloop.intake.Intake;
import io.leadloop.intake.IntakeConfig;
import io.leadloop.intake.LeadSubmission;
import io.leadloop.intake.Receipt;
import io.leadloop.limit.Allowances;
import io.leadloop.provider.Provider;
import io.leadloop.provider.ProviderId;
import io.leadloop.store.CallerContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * Accepts bulk requests, one submission per line, answered by one line each, in order. The lines
 * that end in one chunk of the body are accepted together; {@link BulkRequest} reads the body and
 * writes the answers.
 */
@Singleton
public class LeadStream {
  private static final Duration COME_BACK_AFTER = Duration.ofSeconds(5);

  private final BulkReader reader;
  private final Intake intake;
  private final Allowances allowances;
  private final AnswerLines answers;
  private final BodyBudget budget;
  private final Duration patience;
  private final CallerLimit<ProviderId> open;

  LeadStream(
      BulkReader reader,
      Intake intake,
      Allowances allowances,
      AnswerLines answers,
      BodyBudget budget,
      HttpConfig http,
      IntakeConfig config) {
    this.reader = reader;
    this.intake = intake;
    this.allowances = allowances;
    this.answers = answers;
    this.budget = budget;
    this.patience = http.bodyTimeout();
    this.open = new CallerLimit<>(config.maxBulkRequests());
  }

  /**
   * @param request read with back-pressure
   * @return answer lines in pieces, each without its last line feed
   */
  public Multi<byte[]> accept(Provider provider, RoutingContext request) {
    if (!open.enter(provider.id())) {
      throw ProblemException.passing(
          ErrorCode.RATE_LIMITED,
          "You have too many requests with leads in bulk open.",
          COME_BACK_AFTER);
    }
    Turns turns = new Turns();
    return new BulkRequest(
            request,
            reader,
            budget.open(request),
            answers,
            patience,
            lines -> CallerContext.onNewContext(() -> accept(provider, turns, request, lines)),
            () -> open.leave(provider.id()))
        .start();
  }

  /** Runs in a context of its own, since pieces in flight must not share a session. */
  private Uni<List<Receipt>> accept(
      Provider provider, Turns turns, RoutingContext request, List<BulkLine> lines) {
    List<LeadSubmission> readable =
        lines.stream().filter(BulkLine::isReadable).map(BulkLine::submission).toList();
    return turns
        .take(() -> allowances.await(provider, lines.size(), request.response()))
        .chain(granted -> intake.acceptAll(provider, readable))
        .onFailure()
        .recoverWithItem(e -> readable.stream().<Receipt>map(s -> new Receipt.Refused(e)).toList())
        .map(receipts -> merge(lines, receipts.iterator()));
  }

  private static List<Receipt> merge(List<BulkLine> lines, Iterator<Receipt> receipts) {
    return lines.stream()
        .map(line -> line.isReadable() ? receipts.next() : new Receipt.Refused(line.problem()))
        .toList();
  }
}
