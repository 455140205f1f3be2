package io.leadloop.admin.provider;

import io.leadloop.access.audit.Audit;
import io.leadloop.kafka.KafkaAccounts;
import io.leadloop.provider.Provider;
import io.leadloop.provider.Providers;
import io.leadloop.push.endpoint.Endpoints;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Ends the work with a provider: its keys are revoked, its Kafka account, endpoints, grants and
 * forms removed. Its leads and its topic stay. Enabling it again brings it back, without any of
 * these.
 */
@ApplicationScoped
public class ProviderArchive {
  private final ProviderAdministration administration;
  private final Providers providers;
  private final KafkaAccounts accounts;
  private final Endpoints endpoints;
  private final Audit audit;

  ProviderArchive(
      ProviderAdministration administration,
      Providers providers,
      KafkaAccounts accounts,
      Endpoints endpoints,
      Audit audit) {
    this.administration = administration;
    this.providers = providers;
    this.accounts = accounts;
    this.endpoints = endpoints;
    this.audit = audit;
  }

  /**
   * The account goes first, since Kafka is not part of the database's transaction: the call can be
   * repeated after any failure. Fails with {@code not-found}.
   */
  public Uni<ProviderDetail> archive(String slug) {
    return administration
        .find(slug)
        .call(accounts::remove)
        .chain(provider -> store(slug, provider));
  }

  @WithTransaction
  Uni<ProviderDetail> store(String slug, Provider provider) {
    return administration
        .show(slug)
        .chain(
            before ->
                removeEndpoints(provider)
                    .chain(() -> providers.archive(provider.id()))
                    .chain(() -> administration.show(slug))
                    .call(
                        after ->
                            audit.record("provider.archive", "providers/" + slug, before, after)));
  }

  private Uni<Void> removeEndpoints(Provider provider) {
    return endpoints
        .list(provider)
        .chain(
            all ->
                Multi.createFrom()
                    .iterable(all)
                    .onItem()
                    .transformToUniAndConcatenate(
                        one -> endpoints.remove(provider, one.endpoint().id()))
                    .collect()
                    .last())
        .replaceWithVoid();
  }
}
