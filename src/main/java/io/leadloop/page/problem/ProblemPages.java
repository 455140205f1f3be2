package io.leadloop.page.problem;

import io.leadloop.http.FilterOrder;
import io.leadloop.http.Problem;
import io.leadloop.page.PageContext;
import io.leadloop.page.Pages;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Shows the problems of pages as pages, in the browser's language. A browser that is not signed in
 * is led to the sign-in; the request of a script is answered with the status alone.
 */
@ApplicationScoped
class ProblemPages {
  private static final int UNAUTHENTICATED = 401;
  private static final int SEE_OTHER = 303;
  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final String SIGN_IN = "/sign-in";

  private final Pages pages;

  ProblemPages(Pages pages) {
    this.pages = pages;
  }

  @ServerResponseFilter
  void show(
      ContainerRequestContext asked, ContainerResponseContext answer, RoutingContext request) {
    if (!FilterOrder.isPage(request) || !(answer.getEntity() instanceof Problem problem)) {
      return;
    }
    answer.getHeaders().remove(HttpHeaders.WWW_AUTHENTICATE);
    boolean isLost = problem.status() == UNAUTHENTICATED;
    if (isLost
        && READING.contains(asked.getMethod())
        && asked.getHeaderString("HX-Request") == null) {
      answer.setStatus(SEE_OTHER);
      answer.setEntity("");
      answer.getHeaders().putSingle(HttpHeaders.LOCATION, pages.path(site(request) + SIGN_IN));
    } else {
      answer.setEntity(pages.now(page -> page(page, site(request), problem)));
    }
    answer.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, Pages.HTML);
  }

  private static String site(RoutingContext request) {
    return FilterOrder.isPortal(request) ? "portal" : "console";
  }

  private static ProblemPage page(PageContext page, String site, Problem problem) {
    return new ProblemPage(page, site, problem, ProblemArticle.slug(problem.type()));
  }
}
