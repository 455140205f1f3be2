package io.leadloop.page;

import io.leadloop.http.RequestId;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Renders pages for the current request. */
@Singleton
public class Pages {
  /** The media type of forms. */
  public static final String FORM = MediaType.APPLICATION_FORM_URLENCODED;

  static final String HTML = "text/html;charset=UTF-8";
  private static final int SEE_OTHER = 303;
  private static final int NO_CONTENT = 204;
  private static final String AS_OF = "Leadloop-As-Of";

  private final CurrentVertxRequest requests;
  private final SecurityIdentity identity;
  private final Assets assets;
  private final PageConfig config;
  private final Clock clock;

  Pages(
      CurrentVertxRequest requests,
      SecurityIdentity identity,
      Assets assets,
      PageConfig config,
      Clock clock) {
    this.requests = requests;
    this.identity = identity;
    this.assets = assets;
    this.config = config;
    this.clock = clock;
  }

  /** The page in the browser's language. */
  public Uni<String> html(Function<PageContext, TemplateInstance> page) {
    return render(page, context(true));
  }

  /** The same with another status than 200. */
  public Uni<RestResponse<String>> html(int status, Function<PageContext, TemplateInstance> page) {
    return render(page, context(false))
        .map(
            html ->
                ResponseBuilder.<String>create(status)
                    .entity(html)
                    .header(HttpHeaders.CONTENT_TYPE, HTML)
                    .build());
  }

  /** A redirect to a page, by its path from the gateway's root. */
  public ResponseBuilder<Void> to(String path) {
    // Quarkus would make a Location of its own builder method absolute.
    return ResponseBuilder.<Void>create(SEE_OTHER).header(HttpHeaders.LOCATION, path(path));
  }

  /** A path from the gateway's root, relative to the current request's address. */
  String path(String fromRoot) {
    return root() + fromRoot;
  }

  /** The preferences of the current browser. */
  public Preferences preferences() {
    return Preferences.of(requests.getCurrent().request());
  }

  /**
   * A part of a page for somebody who watches it; 204 where it is as it was seen.
   *
   * @param data what the part shows besides the frame
   * @param version of its content, which the part repeats as {@code seen}
   */
  public Uni<RestResponse<String>> fragment(
      Function<PageContext, TemplateInstance> page,
      String name,
      Map<String, Object> data,
      Optional<String> seen,
      String version) {
    PageContext context = context(true);
    String asOf = context.clock(context.now());
    return seen.filter(version::equals).isPresent()
        ? Uni.createFrom()
            .item(ResponseBuilder.<String>create(NO_CONTENT).header(AS_OF, asOf).build())
        : with(data, page.apply(context).getFragment(name))
            .data("page", context)
            .setLocale(context.locale())
            .createUni()
            .map(html -> ResponseBuilder.ok(html, HTML).header(AS_OF, asOf).build());
  }

  private static TemplateInstance with(Map<String, Object> data, Template template) {
    TemplateInstance instance = template.instance();
    data.forEach(instance::data);
    return instance;
  }

  /** A page without anybody's name, rendered at once: nothing of it is asynchronous. */
  public String now(Function<PageContext, TemplateInstance> page) {
    PageContext context = context(false);
    return page.apply(context).setLocale(context.locale()).render();
  }

  private static Uni<String> render(
      Function<PageContext, TemplateInstance> page, PageContext context) {
    return page.apply(context).setLocale(context.locale()).createUni();
  }

  private PageContext context(boolean isSignedIn) {
    RoutingContext request = requests.getCurrent();
    return new PageContext(
        root(),
        here(request),
        Preferences.of(request.request()),
        isSignedIn && !identity.isAnonymous() ? identity.getPrincipal().getName() : null,
        RequestId.of(request),
        config.timeZone(),
        clock.instant(),
        assets);
  }

  private String root() {
    String path = requests.getCurrent().normalizedPath();
    long depth = path.chars().filter(c -> c == '/').count() - 1;
    return depth < 1 ? "./" : "../".repeat((int) depth);
  }

  private static String here(RoutingContext request) {
    String query = request.request().query();
    return request.normalizedPath().substring(1) + (query == null ? "" : "?" + query);
  }
}
