package io.leadloop.access;

import io.leadloop.access.IssuerVerdict.Reason;
import io.leadloop.access.oidc.OidcSignIn;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Checks what a browser brings back from the issuer: that it began the sign-in, that the issuer
 * gives an ID token for its code, and that the token is valid and has a role. Refused codes are
 * throttled as keys are, since each one costs a request to the issuer.
 */
@Singleton
public class TokenSignIn {
  private static final int LONGEST_DETAIL = 300;

  private final OidcSignIn issuer;
  private final OidcAuthentication tokens;
  private final IdentityProviderManager identities;
  private final FailureThrottle throttle;
  private final ClientAddress addresses;

  TokenSignIn(
      OidcSignIn issuer,
      OidcAuthentication tokens,
      IdentityProviderManager identities,
      FailureThrottle throttle,
      ClientAddress addresses) {
    this.issuer = issuer;
    this.tokens = tokens;
    this.identities = identities;
    this.throttle = throttle;
    this.addresses = addresses;
  }

  /**
   * Fails with {@code issuer-unavailable}, and with {@code rate-limited} after many refused codes.
   *
   * @param browserSecret the secret in the browser's cookie, if it has one
   */
  public Uni<IssuerVerdict> check(
      Optional<String> browserSecret, IssuerAnswer answer, RoutingContext request) {
    Optional<String> begun =
        browserSecret.filter(
            secret -> answer.state().filter(state -> issuer.isBegun(secret, state)).isPresent());
    if (begun.isEmpty()) {
      return refused(Reason.NOT_BEGUN_HERE, "");
    }
    if (answer.error().isPresent()) {
      return refused(Reason.REFUSED_BY_ISSUER, detail(answer));
    }
    return answer
        .code()
        .filter(code -> answer.issuer().map(this::isTrusted).orElse(true))
        .map(code -> exchange(begun.get(), code, request))
        .orElseGet(() -> refused(Reason.NOT_VERIFIED, ""));
  }

  /** Whether sessions of this issuer's tokens are still valid. */
  public boolean isTrusted(String name) {
    return issuer.issuer().filter(configured -> configured.toString().equals(name)).isPresent();
  }

  /** The client's address, for the session's row. */
  public String address(RoutingContext request) {
    return addresses.of(request);
  }

  private Uni<IssuerVerdict> exchange(String secret, String code, RoutingContext request) {
    String client = addresses.networkOf(request);
    Optional<ProblemException> wait =
        throttle
            .waitOf(client)
            .flatMap(known -> throttle.refuse(client, ErrorCode.RATE_LIMITED, "keys or codes"));
    if (wait.isPresent()) {
      return Uni.createFrom().failure(wait.get());
    }
    return issuer
        .idToken(secret, code)
        .chain(
            token ->
                token
                    .map(found -> verify(found, request))
                    .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
        .map(
            identity ->
                identity
                    .map(TokenSignIn::verdict)
                    .orElseGet(
                        () -> {
                          throttle.failed(client);
                          return new IssuerVerdict.Refused(Reason.NOT_VERIFIED, "");
                        }));
  }

  /** Quarkus reads the token from the request's header. */
  private Uni<Optional<SecurityIdentity>> verify(String token, RoutingContext request) {
    request.request().headers().set(HttpHeaders.AUTHORIZATION, "Bearer " + token);
    issuer.expectIdToken(request);
    return tokens
        .verify(request, identities)
        .onTermination()
        .invoke(() -> request.request().headers().remove(HttpHeaders.AUTHORIZATION));
  }

  private static IssuerVerdict verdict(SecurityIdentity token) {
    return OidcAuthentication.administrator(token)
        .<IssuerVerdict>map(IssuerVerdict.Admitted::new)
        .orElseGet(
            () ->
                new IssuerVerdict.Refused(
                    Reason.ROLE_MISSING, Roles.ADMINISTRATOR + ", " + Roles.VIEWER));
  }

  private static Uni<IssuerVerdict> refused(Reason reason, String detail) {
    return Uni.createFrom().item(new IssuerVerdict.Refused(reason, detail));
  }

  private static String detail(IssuerAnswer answer) {
    String text =
        answer.error().orElse("")
            + answer.description().map(description -> ": " + description).orElse("");
    return text.length() > LONGEST_DETAIL ? text.substring(0, LONGEST_DETAIL) + "…" : text;
  }
}
