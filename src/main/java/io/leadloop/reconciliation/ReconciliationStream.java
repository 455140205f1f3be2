package io.leadloop.reconciliation;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.http.body.ArrivingLines;
import io.leadloop.http.body.HeldMemory;
import io.leadloop.http.body.LineSplitter.Line;
import io.leadloop.http.connection.LastAnswer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One reconciliation line by line. A piece of the list is read when the differences of the one
 * before it have been read, so memory is bounded whatever the list's length. What fails before the
 * first difference is the answer; what fails later is the last line, instead of the summary. Runs
 * on the connection's event loop.
 */
final class ReconciliationStream {
  private static final byte[] NOTHING = {};

  private final RoutingContext context;
  private final ArrivingLines lines;
  private final ListReader reader;
  private final Function<Optional<Window>, Uni<Reconciliation>> begin;
  private final DifferenceLines answers;
  private final int maxLeads;
  private final Duration patience;
  private final Runnable onClose;
  private Reconciliation reconciliation;
  private long given;
  private boolean listEnded;
  private boolean answered;
  private boolean ended;
  private boolean closed;
  private long stallTimer = -1;

  /**
   * @param patience how long nothing may arrive, and differences may stay unread
   * @param onClose runs once, when the request is answered or the client has disconnected
   */
  ReconciliationStream(
      RoutingContext context,
      HeldMemory memory,
      ListReader reader,
      Function<Optional<Window>, Uni<Reconciliation>> begin,
      DifferenceLines answers,
      int maxLeads,
      Duration patience,
      Runnable onClose) {
    this.context = context;
    this.lines =
        new ArrivingLines(
            context, memory, ListReader.LONGEST_LINE, ReconciliationStatements.AT_ONCE, patience);
    this.reader = reader;
    this.begin = begin;
    this.answers = answers;
    this.maxLeads = maxLeads;
    this.patience = patience;
    this.onClose = onClose;
  }

  Multi<byte[]> start() {
    context.addEndHandler(done -> close());
    lines.start();
    return Multi.createBy()
        .repeating()
        .uni(this::step)
        .until(Optional::isEmpty)
        .map(Optional::get)
        .select()
        .where(piece -> piece.length > 0)
        .onTermination()
        .invoke(this::close);
  }

  /** The next piece of the answer, perhaps of no bytes; empty after the last one. */
  private Uni<Optional<byte[]>> step() {
    context.vertx().cancelTimer(stallTimer);
    if (ended) {
      return Uni.createFrom().item(Optional.empty());
    }
    return piece()
        .onFailure(e -> answered)
        .recoverWithItem(this::failed)
        .invoke(this::handOut)
        .map(Optional::of);
  }

  private Uni<byte[]> piece() {
    if (!listEnded) {
      return lines.next().chain(this::compare);
    }
    if (!reconciliation.isWalked()) {
      return reconciliation.missing().map(answers::write);
    }
    ended = true;
    return Uni.createFrom().item(answers.write(reconciliation.summary()));
  }

  private Uni<byte[]> compare(List<Line> arrived) {
    if (reconciliation != null) {
      return compareLeads(arrived);
    }
    Optional<Window> window = arrived.stream().findFirst().flatMap(reader::window);
    List<Line> leads = window.isEmpty() ? arrived : arrived.subList(1, arrived.size());
    return begin
        .apply(window)
        .invoke(begun -> reconciliation = begun)
        .chain(() -> arrived.isEmpty() ? end() : compareLeads(leads));
  }

  private Uni<byte[]> compareLeads(List<Line> arrived) {
    if (arrived.isEmpty()) {
      return end();
    }
    given += arrived.size();
    if (given > maxLeads) {
      String detail = "A list has at most %d leads.".formatted(maxLeads);
      throw new ProblemException(ErrorCode.BODY_TOO_LARGE, detail);
    }
    return Multi.createFrom()
        .iterable(arrived)
        .group()
        .intoLists()
        .of(ReconciliationStatements.AT_ONCE)
        .onItem()
        .transformToUniAndConcatenate(
            some -> reconciliation.compare(some.stream().map(reader::lead).toList()))
        .collect()
        .in(ArrayList<Difference>::new, List::addAll)
        .map(answers::write);
  }

  private Uni<byte[]> end() {
    listEnded = true;
    return Uni.createFrom().item(NOTHING);
  }

  private byte[] failed(Throwable e) {
    ended = true;
    LastAnswer.closesAfter(context);
    return answers.write(e);
  }

  private void handOut(byte[] piece) {
    if (piece.length > 0) {
      LastAnswer.isStreamed(context);
      answered = true;
      stallTimer =
          context.vertx().setTimer(patience.toMillis(), unread -> LastAnswer.cutOff(context));
    }
  }

  private void close() {
    if (!closed) {
      closed = true;
      context.vertx().cancelTimer(stallTimer);
      onClose.run();
    }
  }
}
