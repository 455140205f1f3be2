package io.leadloop.lead;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The leads of a file that a page offers: the first of a list, as many as memory should hold. */
public final class LeadFile {
  /** Leads that are read at once. */
  public static final int PAGE = 500;

  /** Pages of one file; each may have few leads or none. */
  private static final int PAGES = 10;

  private static final LeadPage EMPTY = new LeadPage(List.of(), Optional.empty());

  private LeadFile() {}

  /**
   * Reads the leads of a file.
   *
   * @param page reads {@link #PAGE} leads from the list's start, or after the given one
   * @return with where the next file would start
   */
  public static Uni<LeadPage> read(Function<Optional<LeadId>, Uni<LeadPage>> page) {
    return read(page, EMPTY, PAGES);
  }

  private static Uni<LeadPage> read(
      Function<Optional<LeadId>, Uni<LeadPage>> page, LeadPage before, int most) {
    return page.apply(before.next())
        .chain(
            read -> {
              List<Lead> items =
                  Stream.concat(before.items().stream(), read.items().stream()).toList();
              LeadPage all = new LeadPage(items, read.next());
              return most == 1 || read.next().isEmpty()
                  ? Uni.createFrom().item(all)
                  : read(page, all, most - 1);
            });
  }
}
