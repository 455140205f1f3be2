package io.leadloop.session;

import io.leadloop.access.KeySignIn;
import io.leadloop.access.audit.Audit;
import io.leadloop.access.key.Administrator;
import io.leadloop.access.key.AdministratorDirectory;
import io.leadloop.vault.ApiKey;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Opens and ends sessions; each is audited. A session that the browser had before is ended, so that
 * each sign-in has a secret of its own.
 */
@Singleton
public class SignIn {
  /** Before the first of a list. */
  public static final UUID NEWEST = new UUID(-1, -1);

  private static final String SUBJECT = "sessions";

  private final KeySignIn keys;
  private final AdministratorDirectory administrators;
  private final SignInLinks links;
  private final SessionRepository sessions;
  private final Audit audit;
  private final ConsoleConfig config;
  private final Pool pool;

  SignIn(
      KeySignIn keys,
      AdministratorDirectory administrators,
      SignInLinks links,
      SessionRepository sessions,
      Audit audit,
      ConsoleConfig config,
      Pool pool) {
    this.config = config;
    this.keys = keys;
    this.administrators = administrators;
    this.links = links;
    this.sessions = sessions;
    this.audit = audit;
    this.pool = pool;
  }

  /** With a key; fails with {@code unauthenticated} or {@code rate-limited}. */
  public Uni<SessionSecret> withKey(String text, RoutingContext request) {
    Optional<ApiKey> key = ApiKey.parse(text.strip());
    return keys.holder(key, request)
        .chain(
            holder ->
                pool.withTransaction(
                    tx -> open(tx, KeyReference.of(key.orElseThrow()), holder, request)));
  }

  /** With a one-time link; fails as {@link #withKey}. */
  public Uni<SessionSecret> withLink(String token, RoutingContext request) {
    return SessionSecret.parse(token)
        .map(secret -> pool.withTransaction(tx -> redeem(tx, secret, request)))
        .orElseGet(() -> Uni.createFrom().nullItem())
        .onItem()
        .ifNull()
        .failWith(() -> keys.refusal(request));
  }

  private Uni<SessionSecret> redeem(SqlClient tx, SessionSecret secret, RoutingContext request) {
    return links
        .redeem(tx, secret)
        .chain(
            found ->
                found
                    .map(
                        key ->
                            administrators
                                .holder(key.publicId(), key.sha256())
                                .chain(holder -> open(tx, key, holder, request)))
                    .orElseGet(() -> Uni.createFrom().nullItem()));
  }

  private Uni<SessionSecret> open(
      SqlClient tx, KeyReference key, Optional<Administrator> holder, RoutingContext request) {
    return holder
        .map(who -> open(tx, key, who, request))
        .orElseGet(() -> Uni.createFrom().nullItem());
  }

  private Uni<SessionSecret> open(
      SqlClient tx, KeyReference key, Administrator holder, RoutingContext request) {
    return open(tx, new NewSession(holder, key, keys.address(request), config.longest()), request);
  }

  /** Opens a session in place of the one that the browser had. */
  Uni<SessionSecret> open(SqlClient tx, NewSession session, RoutingContext request) {
    return endPrevious(tx, request)
        .chain(() -> sessions.open(tx, session))
        .call(secret -> audit.recordAs(session.actor(), tx, "session.open", SUBJECT));
  }

  private Uni<Void> endPrevious(SqlClient tx, RoutingContext request) {
    return SessionCookie.of(request)
        .map(secret -> sessions.end(tx, secret).replaceWithVoid())
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  /** Ends the caller's session. */
  public Uni<Void> out(RoutingContext request) {
    return pool.withTransaction(
        tx ->
            endPrevious(tx, request)
                .chain(() -> audit.record(tx, "session.end", SUBJECT, null, null)));
  }

  /** Sessions that have not ended, of all administrators, newest first, opened before that one. */
  public Uni<List<Session>> list(UUID before, int limit) {
    return sessions.list(before, limit);
  }

  /** Ends a session; false if it is none, or has ended. */
  public Uni<Boolean> end(UUID id) {
    return pool.withTransaction(
        tx ->
            sessions
                .end(tx, id)
                .chain(
                    ended ->
                        ended.isPresent()
                            ? audit
                                .record(
                                    tx,
                                    "session.end",
                                    SUBJECT + "/" + id,
                                    ended.get().session(),
                                    null)
                                .replaceWith(true)
                            : Uni.createFrom().item(false)));
  }

  /** Ends all sessions, the caller's too. */
  public Uni<Void> endAll() {
    return pool.withTransaction(
        tx ->
            sessions
                .endAll(tx)
                .chain(() -> audit.record(tx, "session.end-all", SUBJECT, null, null)));
  }
}
