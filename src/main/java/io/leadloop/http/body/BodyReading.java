package io.leadloop.http.body;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.http.FilterOrder;
import io.leadloop.http.HttpConfig;
import io.leadloop.http.ProblemMappers;
import io.leadloop.http.json.JsonBodies;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.io.ByteArrayInputStream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Reads each body before its resource runs, and only for authorized callers: limited in size,
 * whether announced or not, by the {@link BodyBudget} and in time, so that slow clients hold no
 * memory for long. A body with members is refused by a method that takes none. Quarkus' own limits
 * would buffer the first bytes, wait for the rest on a worker thread and answer without a problem
 * document.
 */
@ApplicationScoped
public class BodyReading {
  private static final String LIMIT = BodyReading.class.getName();

  private final HttpConfig config;
  private final BodyBudget budget;
  private final JsonBodies bodies;

  BodyReading(HttpConfig config, BodyBudget budget, JsonBodies bodies) {
    this.config = config;
    this.budget = budget;
    this.bodies = bodies;
  }

  /** Sets a separate limit for this request's body; called by an earlier filter. */
  public static void limit(RoutingContext request, long maxBodyBytes) {
    request.put(LIMIT, maxBodyBytes);
  }

  @ServerRequestFilter(priority = FilterOrder.BODY)
  Uni<Void> read(ContainerRequestContext context, ResourceInfo resource, RoutingContext request) {
    requireIdentity(request);
    if (!isToBeRead(resource, request)) {
      return Uni.createFrom().voidItem();
    }
    return read(request)
        .invoke(body -> requireTaken(body, resource))
        .invoke(body -> context.setEntityStream(new ByteArrayInputStream(body)))
        .replaceWithVoid();
  }

  /** Reads the body within these limits, for a method that is a {@link StreamedBody}. */
  public Uni<byte[]> read(RoutingContext request) {
    long limit = request.get(LIMIT, config.maxBodyBytes());
    return Uni.createFrom()
        .emitter(
            emitter ->
                new IncomingBody(
                        request, budget.open(request), limit, config.bodyTimeout(), emitter)
                    .start());
  }

  /** A method without {@link Consumes} takes no body, and would ignore one. */
  private void requireTaken(byte[] body, ResourceInfo resource) {
    if (!resource.getResourceMethod().isAnnotationPresent(Consumes.class)
        && !resource.getResourceClass().isAnnotationPresent(Consumes.class)) {
      bodies.requireNoMembers(body);
    }
  }

  /** Callbacks are accepted in any encoding; the resource decodes those that it knows. */
  private static void requireIdentity(RoutingContext request) {
    String coding = request.request().getHeader(HttpHeaders.CONTENT_ENCODING);
    if (coding != null
        && !coding.isBlank()
        && !coding.strip().equalsIgnoreCase(ProblemMappers.IDENTITY)
        && !FilterOrder.isCallback(request)
        && AnnouncedBody.isPresent(request.request())) {
      String detail = "Send the body as it is, without a Content-Encoding.";
      throw new ProblemException(ErrorCode.UNSUPPORTED_CONTENT_ENCODING, detail);
    }
  }

  private static boolean isToBeRead(ResourceInfo resource, RoutingContext request) {
    HttpMethod method = request.request().method();
    return method != HttpMethod.GET
        && method != HttpMethod.HEAD
        && !resource.getResourceMethod().isAnnotationPresent(StreamedBody.class);
  }
}
