package io.leadloop.reconciliation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.http.HttpConfig;
import io.leadloop.http.ProblemMappers;
import io.leadloop.http.body.BodyBudget;
import io.leadloop.http.body.BodyReading;
import io.leadloop.http.body.CallerLimit;
import io.leadloop.provider.Provider;
import io.leadloop.provider.ProviderId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Runs reconciliations: few at once, each with one statement at a time, so that long lists take
 * long and cost others nothing.
 */
@Singleton
public class Reconciliations {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);
  private static final String ALL = "all";

  /** The maximum body of a short list. */
  private static final int LONGEST_LIST = 4 * 1024 * 1024;

  private final ListReader reader;
  private final ReconciliationStatements statements;
  private final BodyBudget budget;
  private final BodyReading bodies;
  private final ObjectMapper json;
  private final ProblemMappers problems;
  private final HttpConfig http;
  private final int maxLeads;
  private final CallerLimit<ProviderId> ofProvider;
  private final CallerLimit<String> ofAll;

  Reconciliations(
      ListReader reader,
      ReconciliationStatements statements,
      BodyBudget budget,
      BodyReading bodies,
      ObjectMapper json,
      ProblemMappers problems,
      HttpConfig http,
      ReconciliationConfig config) {
    this.reader = reader;
    this.statements = statements;
    this.budget = budget;
    this.bodies = bodies;
    this.json = json;
    this.problems = problems;
    this.http = http;
    this.maxLeads = config.maxLeads();
    this.ofProvider = new CallerLimit<>(config.maxOpenPerProvider());
    this.ofAll = new CallerLimit<>(config.maxOpen());
  }

  /**
   * Compares a list that arrives line by line.
   *
   * @return lines in pieces, each without its last line feed
   */
  Multi<byte[]> stream(Provider provider, RoutingContext request) {
    enter(provider.id());
    return new ReconciliationStream(
            request,
            budget.open(request),
            reader,
            window -> begin(provider.id(), window),
            new DifferenceLines(json, problems, request),
            maxLeads,
            http.bodyTimeout(),
            () -> leave(provider.id()))
        .start();
  }

  /** Compares a short list. */
  Uni<JsonResult> compare(Provider provider, RoutingContext request) {
    enter(provider.id());
    BodyReading.limit(request, LONGEST_LIST);
    return bodies
        .read(request)
        .map(reader::list)
        .chain(list -> compare(provider, list))
        .onTermination()
        .invoke(() -> leave(provider.id()));
  }

  /**
   * Compares a short list that was read already; fails as the call does.
   *
   * @param list as the body of the call
   */
  public Uni<JsonResult> compare(Provider provider, byte[] list) {
    enter(provider.id());
    return Uni.createFrom()
        .item(() -> reader.list(list))
        .chain(read -> compare(provider, read))
        .onTermination()
        .invoke(() -> leave(provider.id()));
  }

  private Uni<JsonResult> compare(Provider provider, JsonList list) {
    return begin(provider.id(), list.window())
        .chain(reconciliation -> compare(reconciliation, list.items()));
  }

  private static Uni<JsonResult> compare(Reconciliation reconciliation, List<ListedLead> items) {
    List<Difference> differences = new ArrayList<>();
    int[] missing = new int[1];
    List<ListedLine> lines = ListReader.lines(items).toList();
    return Multi.createFrom()
        .iterable(pieces(lines))
        .onItem()
        .transformToUniAndConcatenate(reconciliation::compare)
        .invoke(differences::addAll)
        .collect()
        .last()
        .chain(
            () ->
                Multi.createBy()
                    .repeating()
                    .uni(
                        () ->
                            reconciliation.isWalked()
                                ? Uni.createFrom().item(Optional.<List<Difference>>empty())
                                : reconciliation.missing().map(Optional::of))
                    .until(Optional::isEmpty)
                    .invoke(
                        found ->
                            found.orElseThrow().stream()
                                .filter(lead -> missing[0]++ < JsonList.MOST)
                                .forEach(differences::add))
                    .collect()
                    .last())
        .map(done -> new JsonResult(differences, reconciliation.summary()));
  }

  private static List<List<ListedLine>> pieces(List<ListedLine> lines) {
    List<List<ListedLine>> pieces = new ArrayList<>();
    for (int i = 0; i < lines.size(); i += ReconciliationStatements.AT_ONCE) {
      pieces.add(lines.subList(i, Math.min(lines.size(), i + ReconciliationStatements.AT_ONCE)));
    }
    return pieces;
  }

  private Uni<Reconciliation> begin(ProviderId provider, Optional<Window> window) {
    Optional<String> slug = window.map(Window::customer);
    Uni<Optional<UUID>> customer =
        slug.isEmpty()
            ? Uni.createFrom().item(Optional.empty())
            : statements.customer(provider, slug.get()).invoke(Reconciliations::requireFound);
    return customer.map(id -> new Reconciliation(statements, provider, window, id));
  }

  private static void requireFound(Optional<UUID> customer) {
    if (customer.isEmpty()) {
      throw new ProblemException(
          ErrorCode.CUSTOMER_NOT_GRANTED, "The window's customer is none of yours.");
    }
  }

  private void enter(ProviderId provider) {
    if (!ofProvider.enter(provider)) {
      throw ProblemException.passing(
          ErrorCode.RATE_LIMITED, "You have another reconciliation open.", RETRY_AFTER);
    }
    if (!ofAll.enter(ALL)) {
      ofProvider.leave(provider);
      throw ProblemException.passing(
          ErrorCode.RATE_LIMITED, "Too many reconciliations are open.", RETRY_AFTER);
    }
  }

  private void leave(ProviderId provider) {
    ofAll.leave(ALL);
    ofProvider.leave(provider);
  }
}
