package io.leadloop.session;

import io.leadloop.access.IssuerAnswer;
import io.leadloop.access.IssuerVerdict;
import io.leadloop.access.IssuerVerdict.Reason;
import io.leadloop.access.TokenSignIn;
import io.leadloop.access.oidc.OidcSignIn;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Signs administrators in with the OIDC issuer; each sign-in opens one session at most. */
@Singleton
public class IssuerSignIn {
  private final OidcSignIn issuer;
  private final TokenSignIn tokens;
  private final CompletedSignIns completed;
  private final SignIn sessions;
  private final ConsoleConfig config;
  private final Pool pool;

  IssuerSignIn(
      OidcSignIn issuer,
      TokenSignIn tokens,
      CompletedSignIns completed,
      SignIn sessions,
      ConsoleConfig config,
      Pool pool) {
    this.issuer = issuer;
    this.tokens = tokens;
    this.completed = completed;
    this.sessions = sessions;
    this.config = config;
    this.pool = pool;
  }

  /** The issuer that administrators may sign in with, if there is one. */
  public Optional<URI> issuer() {
    return issuer.issuer();
  }

  /** Begins a sign-in; fails with {@code issuer-unavailable}. */
  public Uni<Begun> begin() {
    SessionSecret secret = SessionSecret.generate();
    return issuer
        .address(secret.reveal())
        .map(address -> new Begun(address, SignInCookie.set(secret)));
  }

  /** Ends it with what the browser brought back; fails as {@link TokenSignIn#check}. */
  public Uni<Ended> complete(IssuerAnswer answer, RoutingContext request) {
    Optional<SessionSecret> browser = SignInCookie.of(request);
    return tokens
        .check(browser.map(SessionSecret::reveal), answer, request)
        .chain(
            verdict ->
                verdict instanceof IssuerVerdict.Admitted admitted
                    ? pool.withTransaction(tx -> open(tx, browser.get(), admitted, request))
                    : Uni.createFrom().item(new Refused((IssuerVerdict.Refused) verdict)));
  }

  private Uni<Ended> open(
      SqlClient tx,
      SessionSecret browser,
      IssuerVerdict.Admitted admitted,
      RoutingContext request) {
    NewSession session =
        new NewSession(
            admitted.who(),
            new TokenReference(issuer.issuer().orElseThrow().toString()),
            tokens.address(request),
            longest());
    return completed
        .add(tx, browser)
        .chain(
            isFirst ->
                isFirst
                    ? sessions.open(tx, session, request).map(Opened::new)
                    : Uni.createFrom()
                        .item(new Refused(new IssuerVerdict.Refused(Reason.NOT_BEGUN_HERE, ""))));
  }

  private Duration longest() {
    Duration ofTokens = issuer.longest();
    return ofTokens.compareTo(config.longest()) < 0 ? ofTokens : config.longest();
  }

  /**
   * Where to send the browser, and the cookie that it comes back with.
   *
   * @param cookie a value of {@code Set-Cookie}
   */
  public record Begun(String address, String cookie) {}

  /** How a sign-in ended. */
  public sealed interface Ended {}

  /** The new session. */
  public record Opened(SessionSecret secret) implements Ended {}

  /** No session. */
  public record Refused(IssuerVerdict.Refused why) implements Ended {}
}
