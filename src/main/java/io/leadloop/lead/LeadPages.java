package io.leadloop.lead;

import io.leadloop.store.Batch;
import io.leadloop.store.ReadPool;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads a page of leads: first the ids with a {@link LeadQuery}, then the rows. */
@ApplicationScoped
class LeadPages {
  private final ReadPool reads;
  private final LeadRepository leads;

  LeadPages(ReadPool reads, LeadRepository leads) {
    this.reads = reads;
    this.leads = leads;
  }

  Uni<LeadPage> read(LeadQuery query, int size) {
    return ids(query, size).chain(this::page);
  }

  /** Reads one id more than the page holds, to detect a next page. */
  Uni<LeadIds> ids(LeadQuery query, int size) {
    return end(query)
        .chain(
            end ->
                reads
                    .get()
                    .preparedQuery(query.ids())
                    .execute(query.idValues(end, size + 1))
                    .map(rows -> Batch.list(rows, row -> row.getUUID("id")))
                    .map(found -> LeadIds.of(found, end, size)));
  }

  private Uni<Optional<UUID>> end(LeadQuery query) {
    return query.walks()
        ? reads
            .get()
            .preparedQuery(query.end())
            .execute(query.endValues())
            .map(rows -> Batch.list(rows, row -> row.getUUID("id")).stream().findFirst())
        : Uni.createFrom().item(Optional.empty());
  }

  private Uni<LeadPage> page(LeadIds found) {
    return found.ids().isEmpty()
        ? Uni.createFrom().item(new LeadPage(List.of(), found.next()))
        : Panache.withSession(() -> leads.findAllByIds(found.ids()))
            .map(items -> new LeadPage(items, found.next()));
  }
}
