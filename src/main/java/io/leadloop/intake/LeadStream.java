package io.leadloop.intake;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.http.HttpConfig;
import io.leadloop.intake.LineSplitter.Line;
import io.leadloop.provider.Provider;
import io.leadloop.store.CallerContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Accepts submissions in bulk, one a line, and answers each with a line of its own, in their order.
 * The lines that end in one piece of the body are accepted together, and a bounded number of pieces
 * is under way at once. {@link AnswerSpool} keeps the answers of who does not read them yet.
 */
@Singleton
class LeadStream {
  private static final int PIECES_UNDER_WAY = 16;
  private static final int ANSWERS_IN_MEMORY = 262_144;

  private final SubmissionReader reader;
  private final Intake intake;
  private final Allowances allowances;
  private final AnswerLines answers;
  private final int longestLine;
  private final long spoolBytes;

  LeadStream(
      SubmissionReader reader,
      Intake intake,
      Allowances allowances,
      AnswerLines answers,
      HttpConfig http,
      IntakeConfig config) {
    this.reader = reader;
    this.intake = intake;
    this.allowances = allowances;
    this.answers = answers;
    this.longestLine = Math.toIntExact(http.maxBodyBytes());
    this.spoolBytes = config.spoolBytes();
  }

  /**
   * @param request its body is read as fast as the database takes it
   * @return pieces of lines, each without the line feed at its end
   */
  Multi<byte[]> accept(Provider provider, RoutingContext request) {
    LineSplitter splitter = new LineSplitter(longestLine);
    Multi<List<Line>> ended =
        HttpServerRequest.newInstance(request.request())
            .toMulti()
            .map(Buffer::getDelegate)
            .map(splitter::split);
    Multi<List<Line>> rest =
        Multi.createFrom().deferred(() -> Multi.createFrom().item(splitter.rest()));
    Multi<byte[]> accepted =
        Multi.createBy()
            .concatenating()
            .streams(ended, rest)
            .filter(lines -> !lines.isEmpty())
            .map(lines -> begin(provider, request, lines))
            // Not for another thread but for its queue: what was begun waits there for its turn.
            .emitOn(Runnable::run, PIECES_UNDER_WAY)
            .onItem()
            .transformToUniAndConcatenate(begun -> begun);
    return new AnswerSpool(ANSWERS_IN_MEMORY, spoolBytes).pass(accepted);
  }

  /** Starts now, on a context of its own: pieces that are under way may not share a session. */
  private Uni<byte[]> begin(Provider provider, RoutingContext request, List<Line> lines) {
    Uni<byte[]> begun =
        CallerContext.apart(() -> accept(provider, request, lines)).memoize().indefinitely();
    begun.subscribe().with(done -> {}, failure -> {});
    return begun;
  }

  private Uni<byte[]> accept(Provider provider, RoutingContext request, List<Line> lines) {
    List<Receipt> receipts = new ArrayList<>(lines.size());
    List<LeadSubmission> readable = new ArrayList<>(lines.size());
    for (Line line : lines) {
      try {
        readable.add(reader.read(line.bytes().orElseThrow(this::tooLong), null));
        receipts.add(null);
      } catch (ProblemException problem) {
        receipts.add(new Receipt.Refused(problem));
      }
    }
    return allowances
        .await(provider, lines.size(), request.response())
        .chain(granted -> intake.acceptAll(provider, readable))
        .onFailure()
        .recoverWithItem(e -> readable.stream().<Receipt>map(s -> new Receipt.Refused(e)).toList())
        .invoke(more -> fill(receipts, more.iterator()))
        .map(all -> answers.write(lines.get(0).number(), receipts, request));
  }

  private static void fill(List<Receipt> receipts, Iterator<Receipt> more) {
    receipts.replaceAll(known -> known == null ? more.next() : known);
  }

  private ProblemException tooLong() {
    String detail = "No line may be longer than %d bytes.".formatted(longestLine);
    return new ProblemException(ErrorCode.BODY_TOO_LARGE, detail);
  }
}
