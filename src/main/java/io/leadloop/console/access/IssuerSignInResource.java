package io.leadloop.console.access;

import io.leadloop.access.IssuerVerdict;
import io.leadloop.access.IssuerVerdict.Reason;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.leadloop.session.IssuerSignIn;
import io.leadloop.session.SessionCookie;
import io.leadloop.session.SignInCookie;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * Signs administrators in with the OIDC issuer: sends the browser there, and takes what it brings
 * back. What it brings back leads to the console or to the sign-in, never to an address of its own.
 */
@Site
@Path("/console/sign-in")
@Produces(MediaType.TEXT_HTML)
public class IssuerSignInResource {
  private static final String SIGN_IN = "console/sign-in";
  private static final int SEE_OTHER = 303;
  private static final int UNAUTHENTICATED = 401;
  private static final int FORBIDDEN = 403;

  private final IssuerSignIn signIn;
  private final Pages pages;

  IssuerSignInResource(IssuerSignIn signIn, Pages pages) {
    this.signIn = signIn;
    this.pages = pages;
  }

  @GET
  @Path("/oidc")
  public Uni<RestResponse<Void>> begin() {
    requireIssuer();
    return signIn
        .begin()
        .map(
            begun ->
                ResponseBuilder.<Void>create(SEE_OTHER)
                    .header(HttpHeaders.LOCATION, begun.address())
                    .header(HttpHeaders.SET_COOKIE, begun.cookie())
                    .build());
  }

  @GET
  @Path("/callback")
  public Uni<RestResponse<?>> complete(@BeanParam IssuerReturn given, RoutingContext request) {
    requireIssuer();
    return signIn
        .complete(given.answer(), request)
        .chain(
            ended ->
                ended instanceof IssuerSignIn.Opened opened
                    ? Uni.createFrom().item(welcome(opened))
                    : refuse(((IssuerSignIn.Refused) ended).why()));
  }

  private void requireIssuer() {
    if (signIn.issuer().isEmpty()) {
      throw new NotFoundException();
    }
  }

  private RestResponse<?> welcome(IssuerSignIn.Opened opened) {
    return pages
        .to("console")
        .header(HttpHeaders.SET_COOKIE, SessionCookie.set(opened.secret()))
        .header(HttpHeaders.SET_COOKIE, SignInCookie.remove())
        .build();
  }

  /** Another tab may have begun what this one has not, so it keeps its cookie. */
  private Uni<RestResponse<?>> refuse(IssuerVerdict.Refused why) {
    String reason = why.reason().name().toLowerCase(Locale.ROOT);
    String issuer = signIn.issuer().map(URI::getHost).orElse(null);
    return pages
        .anonymous(
            why.reason() == Reason.ROLE_MISSING ? FORBIDDEN : UNAUTHENTICATED,
            page -> new SignInPage(page.shownAgainAt(SIGN_IN), issuer, reason, why.detail()))
        .invoke(
            answer -> {
              if (why.reason() != Reason.NOT_BEGUN_HERE) {
                answer.getHeaders().add(HttpHeaders.SET_COOKIE, SignInCookie.remove());
              }
            })
        .map(answer -> answer);
  }
}
