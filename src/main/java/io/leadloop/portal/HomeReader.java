package io.leadloop.portal;

import io.leadloop.access.Caller;
import io.leadloop.api.ProviderContract;
import io.leadloop.api.ProviderView;
import io.leadloop.intake.LeadView;
import io.leadloop.lead.LeadFilter;
import io.leadloop.lead.LeadParameters;
import io.leadloop.lead.Leads;
import io.leadloop.portal.Home.Step;
import io.leadloop.provider.Provider;
import io.leadloop.push.request.EndpointRequests;
import io.leadloop.push.request.EndpointView;
import io.leadloop.store.ReadPool;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Reads what the portal's first page shows; its cost does not depend on the stored leads. */
@Singleton
class HomeReader {
  static final String STATE =
      """
      select (select e.time from lead_event e where e.provider_id = $1
          order by e.transaction desc, e.position desc limit 1) as last_event,
        (select count(*) from (select from lead_queue q
          join customer_grant g on g.customer_id = q.customer_id and g.provider_id = $1
          where q.provider_id = $1 and q.retry in (false, true) and q.due_at < 'infinity'
          limit $2) w) as waiting,
        (select count(*) from (select from lead_progress p
          where p.provider_id = $1 and p.state in ('rejected', 'held', 'expired')
          limit $2) s) as set_aside
      """;

  private final Caller caller;
  private final ProviderContract contract;
  private final Leads leads;
  private final EndpointRequests endpoints;
  private final ReadPool reads;

  HomeReader(
      Caller caller,
      ProviderContract contract,
      Leads leads,
      EndpointRequests endpoints,
      ReadPool reads) {
    this.caller = caller;
    this.contract = contract;
    this.leads = leads;
    this.endpoints = endpoints;
    this.reads = reads;
  }

  Uni<Home> read() {
    Provider provider = caller.provider();
    return contract
        .of(provider, caller.key())
        .chain(
            me ->
                lastLead(provider)
                    .chain(
                        last ->
                            endpoints
                                .list(provider)
                                .chain(found -> state(provider, me, last, found.items()))));
  }

  private Uni<Optional<LeadView>> lastLead(Provider provider) {
    return leads
        .list(provider.id(), LeadFilter.parse(new LeadParameters()), 1)
        .map(page -> page.items().stream().findFirst().map(LeadView::of));
  }

  private Uni<Home> state(
      Provider provider, ProviderView me, Optional<LeadView> last, List<EndpointView> pushed) {
    return reads
        .get()
        .preparedQuery(STATE)
        .execute(Tuple.of(provider.id().value(), Home.MOST))
        .map(rows -> rows.iterator().next())
        .map(row -> home(provider, me, last, pushed, row));
  }

  private Home home(
      Provider provider,
      ProviderView me,
      Optional<LeadView> last,
      List<EndpointView> pushed,
      Row row) {
    Optional<Instant> lastEvent =
        Optional.ofNullable(row.getOffsetDateTime("last_event")).map(OffsetDateTime::toInstant);
    return new Home(
        provider.slug(),
        provider.name(),
        me.customers(),
        last,
        lastEvent,
        row.getInteger("waiting"),
        row.getInteger("set_aside"),
        pushed,
        steps(
            me,
            last.isPresent(),
            lastEvent.isPresent(),
            pushed.stream().anyMatch(endpoint -> endpoint.lastSuccessAt() != null)));
  }

  private List<Step> steps(
      ProviderView me, boolean hasLead, boolean hasEvent, boolean isReceiving) {
    return List.of(
        new Step("step_customer", !me.customers().isEmpty(), null),
        new Step("step_lead", hasLead, hasLead ? null : contract.sampleLead(me)),
        new Step("step_event", hasEvent, hasEvent ? null : contract.sampleFeed()),
        new Step("step_receive", isReceiving, null));
  }
}
