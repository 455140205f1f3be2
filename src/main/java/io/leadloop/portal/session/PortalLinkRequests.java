package io.leadloop.portal.session;

import io.leadloop.access.Caller;
import io.leadloop.access.audit.Audit;
import io.leadloop.customer.Customers;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.provider.Provider;
import io.leadloop.provider.Providers;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Issues one-time links; each is audited. */
@Singleton
public class PortalLinkRequests {
  private static final String PATH = "/portal/sign-in#";

  private final PortalLinks links;
  private final PortalConfig config;
  private final Providers providers;
  private final Customers customers;
  private final Caller caller;
  private final Audit audit;
  private final Pool pool;
  private final Clock clock;
  private final String gateway;

  PortalLinkRequests(
      PortalLinks links,
      PortalConfig config,
      Providers providers,
      Customers customers,
      Caller caller,
      Audit audit,
      Pool pool,
      Clock clock,
      @ConfigProperty(name = "leadloop.public-url") URI publicUrl) {
    this.links = links;
    this.config = config;
    this.providers = providers;
    this.customers = customers;
    this.caller = caller;
    this.audit = audit;
    this.pool = pool;
    this.clock = clock;
    this.gateway = publicUrl.toString().replaceAll("/+$", "");
  }

  /** A link of the calling provider's for its own people; it ends with the caller's key. */
  Uni<PortalLinkView> own() {
    Provider provider = caller.provider();
    return issue(
        PortalAccess.byKey(provider, caller.keyId().orElseThrow()), "providers/" + provider.slug());
  }

  /** A link to a provider's portal, by an administrator; fails with {@code not-found}. */
  public Uni<PortalLinkView> ofProvider(String slug) {
    return providers
        .find(slug)
        .map(found -> found.filter(provider -> !provider.disabled()))
        .map(found -> found.orElseThrow(() -> none("provider, or it is disabled")))
        .chain(
            provider ->
                issue(PortalAccess.toProvider(provider.id(), caller.actor()), "providers/" + slug));
  }

  /** A link to a customer's page, by an administrator; fails with {@code not-found}. */
  public Uni<PortalLinkView> ofCustomer(String slug) {
    return customers
        .find(slug)
        .map(found -> found.orElseThrow(() -> none("customer")))
        .chain(
            customer ->
                issue(PortalAccess.toCustomer(customer.id(), caller.actor()), "customers/" + slug));
  }

  private Uni<PortalLinkView> issue(PortalAccess access, String subject) {
    if (!config.enabled()) {
      throw new ProblemException(ErrorCode.NOT_FOUND, "The portal is off.");
    }
    return pool.withTransaction(
            tx ->
                links
                    .issue(tx, access)
                    .call(() -> audit.record(tx, "portal.link.create", subject, null, null)))
        .map(
            secret ->
                new PortalLinkView(
                    gateway + PATH + secret.reveal(), clock.instant().plus(PortalLinks.LIFE)));
  }

  private static ProblemException none(String what) {
    return new ProblemException(ErrorCode.NOT_FOUND, "There is no such " + what + ".");
  }
}
