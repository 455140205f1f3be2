package io.leadloop.page.problem;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.http.Page;
import io.leadloop.http.Problem;
import io.leadloop.page.Pages;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * Explains the problems of all answers: {@code type} is the address of such a page. Without
 * sign-in, and also where the console is off. A client that prefers JSON gets the same as JSON.
 */
@Path("/problems")
@Produces({MediaType.TEXT_HTML, MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public class ProblemResource {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final ProblemCatalog catalog = ProblemCatalog.SHARED;
  private final Pages pages;

  ProblemResource(Pages pages) {
    this.pages = pages;
  }

  @GET
  public RestResponse<?> list(@Context HttpHeaders asked) {
    List<ProblemArticle> all = catalog.all(language());
    return wantsJson(asked)
        ? json(new Page<>(all, null))
        : Pages.open(OK, pages.now(page -> new ProblemListPage(page, all, null)));
  }

  @GET
  @Path("/{slug}")
  public RestResponse<?> show(@PathParam("slug") String slug, @Context HttpHeaders asked) {
    Optional<ProblemArticle> found = catalog.find(slug, language());
    if (found.isEmpty()) {
      return unknown(slug, asked);
    }
    ProblemArticle article = found.get();
    return wantsJson(asked)
        ? json(article)
        : Pages.open(OK, pages.now(page -> new ProblemArticlePage(page, article)));
  }

  private RestResponse<?> unknown(String slug, HttpHeaders asked) {
    if (wantsJson(asked)) {
      throw new ProblemException(
          ErrorCode.NOT_FOUND, "There is no problem of that name; /problems lists all.");
    }
    List<ProblemArticle> all = catalog.all(language());
    return Pages.open(NOT_FOUND, pages.now(page -> new ProblemListPage(page, all, slug)));
  }

  private Locale language() {
    return pages.preferences().language();
  }

  private static RestResponse<?> json(Object entity) {
    return Pages.open(ResponseBuilder.ok(entity, MediaType.APPLICATION_JSON));
  }

  /** Whether JSON is the first that is asked for by name; a page otherwise. */
  private static boolean wantsJson(HttpHeaders asked) {
    return asked.getAcceptableMediaTypes().stream()
        .map(MediaType::getSubtype)
        .filter(type -> type.equals("html") || type.endsWith("json"))
        .findFirst()
        .filter(type -> type.endsWith("json"))
        .isPresent();
  }
}
