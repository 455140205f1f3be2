package io.leadloop.console.access;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.page.FormFields;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.leadloop.session.IssuerSignIn;
import io.leadloop.session.SessionCookie;
import io.leadloop.session.SessionSecret;
import io.leadloop.session.SignIn;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** Signs administrators in with a key or a one-time link. */
@Site
@Path("/console/sign-in")
@Produces(MediaType.TEXT_HTML)
public class SignInPageResource {
  private final SignIn signIn;
  private final Pages pages;
  private final String issuer;

  SignInPageResource(SignIn signIn, IssuerSignIn issuer, Pages pages) {
    this.signIn = signIn;
    this.pages = pages;
    this.issuer = issuer.issuer().map(URI::getHost).orElse(null);
  }

  @GET
  public String show() {
    return pages.now(page -> new SignInPage(page, issuer, null, ""));
  }

  /** With a key, or with the token of a one-time link. */
  @POST
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> signIn(byte[] body, RoutingContext request) {
    FormFields form = FormFields.of(body);
    Optional<String> link = form.get("token");
    Uni<SessionSecret> opened =
        link.isPresent()
            ? signIn.withLink(link.get(), request)
            : signIn.withKey(form.get("key").orElse(""), request);
    return opened
        .<RestResponse<?>>map(
            secret ->
                pages
                    .to("console")
                    .header(HttpHeaders.SET_COOKIE, SessionCookie.set(secret))
                    .build())
        .onFailure(SignInPageResource::isRefusal)
        .recoverWithUni(refused -> refuse((ProblemException) refused));
  }

  private Uni<RestResponse<?>> refuse(ProblemException refused) {
    String code = refused.code().slug();
    return pages
        .anonymous(
            refused.code().status(),
            page -> new SignInPage(page.shownAgainAt("console/sign-in"), issuer, code, ""))
        .map(answer -> answer);
  }

  private static boolean isRefusal(Throwable failure) {
    return failure instanceof ProblemException problem
        && (problem.code() == ErrorCode.UNAUTHENTICATED
            || problem.code() == ErrorCode.RATE_LIMITED);
  }
}
