package io.leadloop.admin.customer;

import io.leadloop.access.audit.Audit;
import io.leadloop.admin.Problems;
import io.leadloop.customer.Customer;
import io.leadloop.customer.CustomerId;
import io.leadloop.customer.Customers;
import io.leadloop.error.ChangeAnswer;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.lane.call.TokenCheck;
import io.leadloop.lane.status.Lanes;
import io.leadloop.silence.FeedbackLatency;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hibernate.exception.ConstraintViolationException;

/** Onboards and manages customers; each change is audited. */
@ApplicationScoped
public class CustomerAdministration {

  private final Customers customers;
  private final Lanes lanes;
  private final TokenCheck tokens;
  private final SubscriptionAdministration subscriptions;
  private final FeedbackLatency pace;
  private final Audit audit;
  private final Pool pool;
  private final Clock clock;

  CustomerAdministration(
      Customers customers,
      Lanes lanes,
      TokenCheck tokens,
      SubscriptionAdministration subscriptions,
      FeedbackLatency pace,
      Audit audit,
      Pool pool,
      Clock clock) {
    this.customers = customers;
    this.lanes = lanes;
    this.tokens = tokens;
    this.subscriptions = subscriptions;
    this.pace = pace;
    this.audit = audit;
    this.pool = pool;
    this.clock = clock;
  }

  /** Fails with {@code slug-taken} or {@code token-in-use}. */
  @WithTransaction
  public Uni<CustomerView> onboard(NewCustomer asked) {
    return customers
        .find(asked.slug())
        .invoke(Problems::requireFree)
        .chain(
            free ->
                customers.onboard(
                    asked.slug(), asked.name(), asked.access(), asked.requestsPerMinuteOrUsual()))
        .onFailure(ConstraintViolationException.class)
        .transform(atTheSameTime -> Problems.slugTaken())
        .call(
            customer ->
                asked.shelfLife() == null
                    ? Uni.createFrom().voidItem()
                    : customers.keepLeadsFor(customer.id(), Optional.of(asked.shelfLife())))
        .call(
            customer ->
                audit.record(
                    "customer.create", subject(customer.slug()), null, CustomerView.of(customer)))
        .call(customer -> subscriptions.subscribe(customer, asked.kinds()))
        .map(CustomerView::of);
  }

  /** Fails with {@code not-found}, as do the methods below. */
  public Uni<CustomerView> show(String slug) {
    return find(slug).chain(customer -> views(List.of(customer))).map(views -> views.get(0));
  }

  /** Ordered by slug, starting after the given one. */
  public Uni<List<CustomerView>> list(String after, int limit) {
    return customers.list(after, limit).chain(this::views);
  }

  /** The same of those that are archived, or of the others. */
  public Uni<List<CustomerView>> list(String after, int limit, boolean isArchived) {
    return customers.list(after, limit, isArchived).chain(this::views);
  }

  private Uni<List<CustomerView>> views(List<Customer> found) {
    List<CustomerId> ids = found.stream().map(Customer::id).toList();
    return lanes
        .statuses(ids)
        .chain(
            statuses ->
                pace.of(ids)
                    .map(
                        coverages ->
                            found.stream()
                                .map(
                                    c ->
                                        CustomerView.of(
                                            c, statuses.get(c.id()), coverages.get(c.id())))
                                .toList()));
  }

  /**
   * Fails with {@code invalid-body} if the host changes without a new token, with {@code
   * token-in-use}, and with {@code not-by-form} if the wire changes to {@code form} and there are
   * subscriptions.
   */
  @WithTransaction
  public Uni<CustomerView> change(String slug, CustomerPatch patch) {
    return change(
        slug,
        "customer.change",
        customer ->
            customers
                .change(customer.id(), patch.change())
                .chain(() -> find(slug))
                .chain(subscriptions::requireFit));
  }

  /** The new token applies from the next call on. Fails with {@code token-in-use}. */
  @WithTransaction
  public Uni<CustomerView> rotateToken(String slug, NewToken token) {
    return change(
        slug,
        "customer.token.rotate",
        customer -> customers.rotateToken(customer.id(), token.token()));
  }

  public Uni<CustomerView> pause(String slug) {
    return changeLane(slug, "customer.pause", "paused", lanes::pause);
  }

  /** Fails with {@code customer-archived}: without a token there is nothing to resume. */
  public Uni<CustomerView> resume(String slug) {
    return find(slug)
        .invoke(CustomerAdministration::requireToken)
        .chain(() -> changeLane(slug, "customer.resume", "open", lanes::resume));
  }

  private static void requireToken(Customer customer) {
    if (customer.archivedAt().isPresent()) {
      throw new ProblemException(
          ErrorCode.CUSTOMER_ARCHIVED, "Set a new token to bring the customer back.");
    }
  }

  /** Checks the token at the customer's Oplead, within its quota, and records the result. */
  public Uni<CustomerView> verify(String slug) {
    return find(slug)
        .chain(customer -> tokens.check(customer).chain(s -> record(customer, s)))
        .chain(this::withLane);
  }

  private Uni<CustomerView> changeLane(
      String slug, String action, String state, BiFunction<SqlClient, CustomerId, Uni<Void>> lane) {
    return find(slug)
        .chain(
            customer ->
                lanes
                    .status(customer.id())
                    .chain(
                        before ->
                            pool.withTransaction(
                                tx ->
                                    lane.apply(tx, customer.id())
                                        .chain(
                                            () ->
                                                audit.record(
                                                    tx,
                                                    action,
                                                    subject(slug),
                                                    Map.of("lane", before.state()),
                                                    Map.of("lane", state)))))
                    .replaceWith(() -> CustomerView.of(customer)))
        .chain(this::withLane);
  }

  /** A lane that cannot be read after a change is left out, since the change was made. */
  Uni<CustomerView> withLane(CustomerView changed) {
    return ChangeAnswer.of(subject(changed.slug()), show(changed.slug()), () -> changed);
  }

  private Uni<CustomerView> record(Customer customer, String said) {
    return change(
        customer.slug(),
        "customer.verify",
        same -> customers.keepVerification(customer, clock.instant(), said));
  }

  @WithTransaction
  Uni<CustomerView> change(String slug, String action, Function<Customer, Uni<?>> change) {
    return find(slug)
        .chain(
            customer -> {
              CustomerView before = CustomerView.of(customer);
              return change
                  .apply(customer)
                  .chain(() -> find(slug))
                  .map(CustomerView::of)
                  .call(after -> audit.record(action, subject(slug), before, after));
            });
  }

  private Uni<Customer> find(String slug) {
    return customers
        .find(slug)
        .map(found -> found.orElseThrow(() -> Problems.notFound("customer")));
  }

  private static String subject(String slug) {
    return "customers/" + slug;
  }
}
