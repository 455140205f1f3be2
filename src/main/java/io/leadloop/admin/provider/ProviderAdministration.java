package io.leadloop.admin.provider;

import static java.util.Comparator.comparing;

import io.leadloop.access.audit.Audit;
import io.leadloop.admin.KeyView;
import io.leadloop.admin.Problems;
import io.leadloop.customer.Customer;
import io.leadloop.customer.Customers;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.kafka.KafkaAccess;
import io.leadloop.kafka.KafkaAccounts;
import io.leadloop.kafka.check.AccountCheck;
import io.leadloop.kafka.check.AccountReport;
import io.leadloop.provider.Provider;
import io.leadloop.provider.Providers;
import io.leadloop.vault.ApiKey;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.exception.ConstraintViolationException;

/** Onboards and manages providers; each change is audited. */
@ApplicationScoped
public class ProviderAdministration {
  private final Providers providers;
  private final Customers customers;
  private final KafkaAccounts accounts;
  private final AccountCheck accountCheck;
  private final Audit audit;

  ProviderAdministration(
      Providers providers,
      Customers customers,
      KafkaAccounts accounts,
      AccountCheck accountCheck,
      Audit audit) {
    this.providers = providers;
    this.customers = customers;
    this.accounts = accounts;
    this.accountCheck = accountCheck;
    this.audit = audit;
  }

  /**
   * Onboards a provider with its topic, Kafka account, key and grants. The account is created
   * first: it depends on the slug only and creating it is idempotent, so the request can be
   * repeated after any failure. Fails with {@code slug-taken}, with {@code invalid-body} for an
   * unknown customer, and with {@code customer-archived}.
   */
  public Uni<OnboardedProvider> onboard(NewProvider asked) {
    return check(asked)
        .chain(() -> accounts.createFor(Provider.unsaved(asked.slug(), asked.name())))
        .chain(
            account ->
                store(asked, account.password())
                    .onFailure(ProviderAdministration::isSlugTaken)
                    .call(() -> accounts.restore(asked.slug()))
                    .map(
                        stored ->
                            new OnboardedProvider(
                                stored.detail(), stored.key().reveal(), account)));
  }

  /** A concurrent request onboarded the slug with another password. */
  private static boolean isSlugTaken(Throwable e) {
    return e instanceof ProblemException problem && problem.code() == ErrorCode.SLUG_TAKEN;
  }

  /** Validates before anything is created. */
  @WithSession
  Uni<Void> check(NewProvider asked) {
    return providers
        .find(asked.slug())
        .invoke(Problems::requireFree)
        .chain(() -> customersOf(asked))
        .replaceWithVoid();
  }

  @WithTransaction
  Uni<Stored> store(NewProvider asked, Optional<String> kafkaPassword) {
    return providers
        .find(asked.slug())
        .invoke(Problems::requireFree)
        .chain(() -> customersOf(asked))
        .chain(
            granted ->
                providers
                    .onboard(asked.slug(), asked.name(), kafkaPassword)
                    .onFailure(ConstraintViolationException.class)
                    .transform(atTheSameTime -> Problems.slugTaken())
                    .call(
                        p ->
                            providers.change(
                                p.id(), null, null, asked.leadsPerMinute(), asked.burst()))
                    .call(p -> grantAll(p, granted)))
        .chain(
            provider ->
                providers
                    .issueKey(provider, null, null)
                    .chain(
                        key -> detail(provider).map(detail -> new Stored(provider, key, detail))))
        .call(
            stored ->
                audit.record("provider.create", subject(asked.slug()), null, stored.detail()));
  }

  /** Fails with {@code not-found}, as do the methods below. */
  @WithSession
  public Uni<ProviderDetail> show(String slug) {
    return find(slug).chain(this::detail);
  }

  /** Ordered by slug, starting after the given one. */
  @WithSession
  public Uni<List<ProviderDetail>> list(String after, int limit) {
    return providers.list(after, limit).chain(this::details);
  }

  /** The same of those that are archived, or of the others. */
  @WithSession
  public Uni<List<ProviderDetail>> list(String after, int limit, boolean isArchived) {
    return providers.list(after, limit, isArchived).chain(this::details);
  }

  private Uni<List<ProviderDetail>> details(List<Provider> found) {
    return Multi.createFrom()
        .iterable(found)
        .onItem()
        .transformToUniAndConcatenate(this::detail)
        .collect()
        .asList();
  }

  @WithTransaction
  public Uni<ProviderDetail> change(String slug, ProviderPatch patch) {
    return change(
        slug,
        "provider.change",
        provider ->
            providers.change(
                provider.id(),
                patch.name(),
                patch.disabled(),
                patch.leadsPerMinute(),
                patch.burst()));
  }

  @WithTransaction
  public Uni<KeyView> issueKey(String slug, NewKey asked) {
    return find(slug)
        .chain(provider -> providers.issueKey(provider, asked.name(), asked.expiresAt()))
        .map(
            key ->
                new KeyView(
                    key.publicId(),
                    asked.name(),
                    Instant.now(),
                    asked.expiresAt(),
                    null,
                    key.reveal()))
        .call(
            view ->
                audit.record(
                    "provider.key.create",
                    subject(slug) + "/keys/" + view.id(),
                    null,
                    new NewKey(view.name(), view.expiresAt())));
  }

  @WithTransaction
  public Uni<Void> revokeKey(String slug, String publicId) {
    return find(slug)
        .chain(provider -> providers.revokeKey(provider, publicId))
        .invoke(
            found -> {
              if (!found) {
                throw Problems.notFound("key of this provider");
              }
            })
        .chain(
            () ->
                audit.record(
                    "provider.key.revoke", subject(slug) + "/keys/" + publicId, null, null));
  }

  @WithTransaction
  public Uni<Void> grant(String slug, String customer) {
    return find(slug)
        .chain(provider -> customer(customer).chain(granted -> grant(provider, granted)))
        .chain(
            () ->
                audit.record(
                    "provider.grant",
                    grantSubject(slug, customer),
                    null,
                    Map.of("customer", customer)));
  }

  @WithTransaction
  public Uni<Void> withdraw(String slug, String customer) {
    return find(slug)
        .chain(
            provider ->
                customer(customer)
                    .chain(granted -> providers.withdraw(provider.id(), granted.id())))
        .chain(
            () ->
                audit.record(
                    "provider.withdraw",
                    grantSubject(slug, customer),
                    Map.of("customer", customer),
                    null));
  }

  /** Rotates the password of the provider's Kafka account; the old one opens no new connection. */
  public Uni<KafkaAccess> rotateAccount(String slug) {
    return atKafka(slug, "provider.kafka.rotate", accounts::rotate);
  }

  public Uni<Void> removeAccount(String slug) {
    return atKafka(slug, "provider.kafka.remove", accounts::remove);
  }

  /** Verifies the provider's Kafka permissions with a check account. */
  public Uni<AccountReport> check(String slug) {
    return atKafka(slug, "provider.check", accountCheck::check);
  }

  /**
   * Audits first, since Kafka is not part of the database transaction: every change has an entry,
   * while an entry may describe a change that Kafka refused.
   */
  private <T> Uni<T> atKafka(String slug, String action, Function<Provider, Uni<T>> change) {
    return find(slug)
        .call(() -> audit.record(action, subject(slug), null, null))
        .chain(provider -> change.apply(provider));
  }

  private Uni<ProviderDetail> change(
      String slug, String action, Function<Provider, Uni<?>> change) {
    return find(slug)
        .chain(
            provider ->
                detail(provider)
                    .chain(
                        before ->
                            change
                                .apply(provider)
                                .chain(() -> detail(provider))
                                .call(
                                    after -> audit.record(action, subject(slug), before, after))));
  }

  private Uni<List<Customer>> customersOf(NewProvider asked) {
    return Multi.createFrom()
        .iterable(asked.customersOrNone())
        .onItem()
        .transformToUniAndConcatenate(
            slug ->
                customers
                    .find(slug)
                    .map(
                        found ->
                            found.orElseThrow(
                                () -> unknownCustomer(asked.customersOrNone().indexOf(slug))))
                    .invoke(ProviderAdministration::requireToken))
        .collect()
        .asList();
  }

  private static ProblemException unknownCustomer(int index) {
    return ProblemException.rejected(
        ErrorCode.INVALID_BODY,
        List.of(new FieldError("/customers/" + index, "is not the slug of a customer")));
  }

  /** In one order, so that two calls cannot wait for each other. */
  private Uni<Void> grantAll(Provider provider, List<Customer> granted) {
    Uni<Void> done = Uni.createFrom().voidItem();
    for (Customer customer : granted.stream().sorted(comparing(Customer::slug)).toList()) {
      done = done.chain(() -> grant(provider, customer));
    }
    return done;
  }

  /** Either before the customer is archived, which withdraws its grants, or not at all. */
  private Uni<Void> grant(Provider provider, Customer customer) {
    return customers
        .lock(customer.id())
        .invoke(ProviderAdministration::requireToken)
        .chain(granted -> providers.grant(provider.id(), granted.id()));
  }

  private Uni<ProviderDetail> detail(Provider provider) {
    return providers
        .customers(provider.id())
        .chain(
            slugs ->
                providers.keys(provider).map(keys -> ProviderDetail.of(provider, slugs, keys)));
  }

  /** Fails with {@code not-found}. */
  @WithSession
  Uni<Provider> find(String slug) {
    return providers
        .find(slug)
        .map(found -> found.orElseThrow(() -> Problems.notFound("provider")));
  }

  private Uni<Customer> customer(String slug) {
    return customers
        .find(slug)
        .map(found -> found.orElseThrow(() -> Problems.notFound("customer")));
  }

  private static void requireToken(Customer customer) {
    if (customer.archivedAt().isPresent()) {
      throw new ProblemException(
          ErrorCode.CUSTOMER_ARCHIVED, "Its leads could not be forwarded; set a new token first.");
    }
  }

  private static String grantSubject(String slug, String customer) {
    return subject(slug) + "/customers/" + customer;
  }

  private static String subject(String slug) {
    return "providers/" + slug;
  }

  /** A stored provider with its first key. */
  record Stored(Provider provider, ApiKey key, ProviderDetail detail) {}
}
