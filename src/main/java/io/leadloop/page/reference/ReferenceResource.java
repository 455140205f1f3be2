package io.leadloop.page.reference;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.leadloop.page.PageContext;
import io.leadloop.page.Pages;
import io.leadloop.page.Preferences;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The API reference, for anybody, and also where the console is off. A page is rendered once for
 * each language and theme; after that, only the reader's host is put into it.
 */
@Path("/reference")
@Produces(MediaType.TEXT_HTML)
public class ReferenceResource {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  /** Other spellings of an address are answered as well, and not kept. */
  private static final Pattern USUAL =
      Pattern.compile("/reference(/[a-z]+)?(\\?language=(en|fr))?");

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:\\[\\]-]+");

  private final ApiReference reference;
  private final Pages pages;
  private final Cache<Variant, String> rendered = Caffeine.newBuilder().softValues().build();

  ReferenceResource(ApiReference reference, Pages pages) {
    this.reference = reference;
    this.pages = pages;
  }

  @GET
  public RestResponse<String> index(RoutingContext asked) {
    return answer(asked, this::list);
  }

  @GET
  @Path("/objects")
  public RestResponse<String> objects(RoutingContext asked) {
    return answer(asked, page -> new ObjectsPage(page, reference.schemas()));
  }

  @GET
  @Path("/{audience}")
  public RestResponse<String> operations(@PathParam("audience") String slug, RoutingContext asked) {
    return Audience.ofSlug(slug)
        .map(
            audience ->
                answer(
                    asked,
                    page -> new OperationsPage(page, audience, reference.operations(audience))))
        .orElseGet(() -> Pages.open(NOT_FOUND, pages.now(this::list)));
  }

  private ReferencePage list(PageContext page) {
    return new ReferencePage(
        page,
        reference.audiences().stream()
            .map(audience -> new ReferencePage.Section(audience, reference.operations(audience)))
            .toList());
  }

  private RestResponse<String> answer(
      RoutingContext asked, Function<PageContext, TemplateInstance> page) {
    String address = asked.request().uri();
    String html =
        USUAL.matcher(address).matches()
            ? rendered.get(new Variant(address, pages.preferences()), first -> pages.now(page))
            : pages.now(page);
    return Pages.open(OK, html.replace(CurlCommand.GATEWAY, gateway(asked.request())));
  }

  /** As the reader reached it. A host that cannot be one is not repeated. */
  private static String gateway(HttpServerRequest asked) {
    String host = asked.authority() == null ? "" : asked.authority().toString();
    return HOST.matcher(host).matches() ? asked.scheme() + "://" + host : CurlCommand.GATEWAY;
  }

  /** What the text of a page depends on; an address also by its relative links. */
  private record Variant(String address, Preferences preferences) {}
}
