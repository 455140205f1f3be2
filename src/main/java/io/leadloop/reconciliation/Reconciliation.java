package io.leadloop.reconciliation;

import static java.util.stream.Collectors.toMap;

import io.leadloop.provider.ProviderId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One list on its way through the comparison, piece by piece: first the listed leads, then, with a
 * window, those that are not listed. Holds the ids of the listed leads where there is a window, and
 * counts.
 */
final class Reconciliation {
  private final ReconciliationStatements statements;
  private final ProviderId provider;
  private final Optional<Window> window;
  private final Optional<UUID> customer;
  private final LeadIds listed = new LeadIds();
  private final Summary.Counts counts = new Summary.Counts();
  private Optional<UUID> walked = Optional.empty();
  private boolean isWalked;

  /**
   * @param window checked
   * @param customer the id of the window's customer
   */
  Reconciliation(
      ReconciliationStatements statements,
      ProviderId provider,
      Optional<Window> window,
      Optional<UUID> customer) {
    this.statements = statements;
    this.provider = provider;
    this.window = window;
    this.customer = customer;
    this.isWalked = window.isEmpty();
  }

  /**
   * Compares lines, at most {@link ReconciliationStatements#AT_ONCE}; emits the differences in the
   * order of the lines.
   */
  Uni<List<Difference>> compare(List<ListedLine> lines) {
    List<String> references =
        lines.stream()
            .filter(ListedLine::isReadable)
            .map(line -> line.lead().reference())
            .distinct()
            .toList();
    return statements
        .withReferences(provider, references)
        .map(
            known -> {
              Map<String, KnownLead> byReference =
                  known.stream()
                      .collect(toMap(lead -> lead.reference().orElseThrow(), lead -> lead));
              return lines.stream().flatMap(line -> compare(line, byReference)).toList();
            });
  }

  private Stream<Difference> compare(ListedLine line, Map<String, KnownLead> known) {
    if (!line.isReadable()) {
      counts.add(Verdict.INVALID);
      return Stream.of(Difference.invalid(line.number(), line.problem()));
    }
    String reference = line.lead().reference();
    KnownLead lead = known.get(reference);
    if (lead == null) {
      counts.add(Verdict.UNKNOWN);
      return Stream.of(Difference.unknown(reference));
    }
    if (window.isPresent()) {
      listed.add(lead.id());
    }
    Verdict verdict = lead.compare(line.lead());
    counts.add(verdict);
    return verdict == Verdict.MATCHED ? Stream.empty() : Stream.of(Difference.of(lead, verdict));
  }

  /** Whether all leads of the window were looked at. */
  boolean isWalked() {
    return isWalked;
  }

  /** Looks at more leads of the window; emits those that are not listed, by their time. */
  Uni<List<Difference>> missing() {
    return statements
        .inWindow(provider, window.orElseThrow(), customer, walked)
        .map(
            page -> {
              walked = page.next();
              isWalked = page.next().isEmpty();
              return page.leads().stream()
                  .filter(lead -> !listed.contains(lead.id()))
                  .peek(lead -> counts.add(Verdict.MISSING))
                  .map(lead -> Difference.of(lead, Verdict.MISSING))
                  .toList();
            });
  }

  Summary summary() {
    return counts.summary();
  }
}
