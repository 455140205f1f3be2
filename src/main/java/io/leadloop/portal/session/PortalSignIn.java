package io.leadloop.portal.session;

import io.leadloop.access.Caller;
import io.leadloop.access.KeySignIn;
import io.leadloop.access.audit.Audit;
import io.leadloop.session.SessionSecret;
import io.leadloop.vault.ApiKey;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Opens and ends the portal's sessions; each is audited. A session that the browser had before is
 * ended, so that each sign-in has a secret of its own.
 */
@Singleton
public class PortalSignIn {
  private final KeySignIn keys;
  private final PortalHolders holders;
  private final PortalLinks links;
  private final PortalSessions sessions;
  private final Audit audit;
  private final Caller caller;
  private final Pool pool;

  PortalSignIn(
      KeySignIn keys,
      PortalHolders holders,
      PortalLinks links,
      PortalSessions sessions,
      Audit audit,
      Caller caller,
      Pool pool) {
    this.keys = keys;
    this.holders = holders;
    this.links = links;
    this.sessions = sessions;
    this.audit = audit;
    this.caller = caller;
    this.pool = pool;
  }

  /** With a provider's key; fails with {@code unauthenticated} or {@code rate-limited}. */
  public Uni<Opened> withKey(String text, RoutingContext request) {
    Optional<ApiKey> key = ApiKey.parse(text.strip());
    return keys.provider(key, request)
        .map(provider -> PortalAccess.byKey(provider, key.orElseThrow().publicId()))
        .chain(access -> pool.withTransaction(tx -> open(tx, access, request)))
        .onItem()
        .ifNull()
        .failWith(() -> keys.refusal(request));
  }

  /** With a one-time link; fails as {@link #withKey}. */
  public Uni<Opened> withLink(String token, RoutingContext request) {
    return SessionSecret.parse(token)
        .map(secret -> pool.withTransaction(tx -> redeem(tx, secret, request)))
        .orElseGet(() -> Uni.createFrom().nullItem())
        .onItem()
        .ifNull()
        .failWith(() -> keys.refusal(request));
  }

  private Uni<Opened> redeem(SqlClient tx, SessionSecret secret, RoutingContext request) {
    return links
        .redeem(tx, secret)
        .chain(
            found ->
                found
                    .map(access -> open(tx, access, request))
                    .orElseGet(() -> Uni.createFrom().nullItem()));
  }

  /** Emits null if the access has ended. */
  private Uni<Opened> open(SqlClient tx, PortalAccess access, RoutingContext request) {
    return holders
        .holder(access)
        .chain(
            found ->
                found
                    .map(holder -> open(tx, access, holder, request))
                    .orElseGet(() -> Uni.createFrom().nullItem()));
  }

  private Uni<Opened> open(
      SqlClient tx, PortalAccess access, PortalHolders.Holder holder, RoutingContext request) {
    return endPrevious(tx, request)
        .chain(() -> sessions.open(tx, access, keys.address(request)))
        .call(() -> audit.recordAs(access.by(), tx, "portal.session.open", holder.subject()))
        .map(secret -> new Opened(secret, holder.home()));
  }

  private Uni<Optional<PortalSessions.Found>> endPrevious(SqlClient tx, RoutingContext request) {
    return PortalCookie.of(request)
        .map(secret -> sessions.end(tx, secret))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  /** Ends the caller's session. */
  public Uni<Void> out(RoutingContext request) {
    return pool.withTransaction(
        tx ->
            endPrevious(tx, request)
                .chain(
                    ended ->
                        ended
                            .map(session -> recordEnd(tx, session.access()))
                            .orElseGet(() -> Uni.createFrom().voidItem())));
  }

  private Uni<Void> recordEnd(SqlClient tx, PortalAccess access) {
    return holders
        .holder(access)
        .chain(
            holder ->
                holder
                    .map(
                        known ->
                            audit.recordAs(access.by(), tx, "portal.session.end", known.subject()))
                    .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  /** The sessions of the caller's provider that have not ended. */
  public Uni<List<PortalSession>> list() {
    return sessions.list(caller.provider().id());
  }

  /** Ends all sessions of the caller's provider, this one, too. */
  public Uni<Void> endAll() {
    String subject = "providers/" + caller.provider().slug() + "/portal";
    return pool.withTransaction(
        tx ->
            sessions
                .endAll(tx, caller.provider().id())
                .chain(() -> audit.record(tx, "portal.session.end-all", subject, null, null)));
  }

  /**
   * A session that was just opened.
   *
   * @param home the path of the first page
   */
  public record Opened(SessionSecret secret, String home) {}
}
