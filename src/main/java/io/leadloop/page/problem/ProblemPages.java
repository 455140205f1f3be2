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
import java.util.Locale;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Shows the problems of pages as pages, in the browser's language. A browser that is not signed in
 * is led to the sign-in; the request of a script is answered with the status alone.
 */
@ApplicationScoped
class ProblemPages {
  private static final int UNAUTHENTICATED = 401;
  private static final int SEE_OTHER = 303;
  private static final String SIGN_IN = "/sign-in";

  private final Pages pages;
  private final ProblemCatalog catalog;

  ProblemPages(Pages pages, ProblemCatalog catalog) {
    this.pages = pages;
    this.catalog = catalog;
  }

  @ServerResponseFilter
  void show(
      ContainerRequestContext asked, ContainerResponseContext answer, RoutingContext request) {
    if (!FilterOrder.isPage(request) || !(answer.getEntity() instanceof Problem problem)) {
      return;
    }
    answer.getHeaders().remove(HttpHeaders.WWW_AUTHENTICATE);
    boolean isLost = problem.status() == UNAUTHENTICATED;
    if (isLost && asked.getMethod().equals("GET") && asked.getHeaderString("HX-Request") == null) {
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

  /** A detail that has no translation is marked as English. */
  private ProblemPage page(PageContext page, String site, Problem problem) {
    Locale language = page.locale();
    String slug = ProblemArticle.slug(problem.type());
    Optional<String> translated = catalog.detail(problem.detail(), language);
    return new ProblemPage(
        page,
        site,
        problem.status(),
        catalog.find(slug, language).map(ProblemArticle::title).orElse(problem.title()),
        translated.orElse(problem.detail()),
        translated.map(text -> language).orElse(Locale.ENGLISH).getLanguage(),
        slug);
  }
}
