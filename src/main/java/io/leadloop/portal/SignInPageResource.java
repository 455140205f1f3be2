package io.leadloop.portal;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.page.FormFields;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.leadloop.portal.session.PortalCookie;
import io.leadloop.portal.session.PortalSignIn;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** Signs providers in. */
@Site
@Path("/portal/sign-in")
@Produces(MediaType.TEXT_HTML)
public class SignInPageResource {
  private final PortalSignIn signIn;
  private final Pages pages;

  SignInPageResource(PortalSignIn signIn, Pages pages) {
    this.signIn = signIn;
    this.pages = pages;
  }

  @GET
  public String show() {
    return pages.now(page -> new SignInPage(page, null));
  }

  /** With a key, or with the token of a one-time link. */
  @POST
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> signIn(byte[] body, RoutingContext request) {
    FormFields form = FormFields.of(body);
    Optional<String> link = form.get("token");
    Uni<PortalSignIn.Opened> opened =
        link.isPresent()
            ? signIn.withLink(link.get(), request)
            : signIn.withKey(form.get("key").orElse(""), request);
    return opened
        .<RestResponse<?>>map(
            session ->
                pages
                    .to(session.home())
                    .header(HttpHeaders.SET_COOKIE, PortalCookie.set(session.secret()))
                    .build())
        .onFailure(SignInPageResource::isRefusal)
        .recoverWithUni(refused -> refuse((ProblemException) refused));
  }

  private Uni<RestResponse<?>> refuse(ProblemException refused) {
    String code = refused.code().slug();
    return pages
        .anonymous(
            refused.code().status(),
            page -> new SignInPage(page.shownAgainAt("portal/sign-in"), code))
        .map(answer -> answer);
  }

  private static boolean isRefusal(Throwable failure) {
    return failure instanceof ProblemException problem
        && (problem.code() == ErrorCode.UNAUTHENTICATED
            || problem.code() == ErrorCode.RATE_LIMITED);
  }
}
