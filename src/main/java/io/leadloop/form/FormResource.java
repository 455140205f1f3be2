package io.leadloop.form;

import io.leadloop.access.FormAuthentication;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.http.ContentType;
import io.leadloop.http.ProblemMappers;
import io.leadloop.http.body.StreamedBody;
import io.leadloop.intake.IdempotencyKey;
import io.leadloop.intake.LeadView;
import io.leadloop.intake.Receipt;
import io.leadloop.oplead.FormFields;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * The older form import's door ({@code src/docs/provider/form.md}). The form's token is in the
 * body; in the address, where logs on the way keep it, it is refused. Browsers may not post here
 * from other pages.
 */
@Path("/addlead")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class FormResource {
  private static final String LEADS = "/v1/leads/";

  private static final List<String> TYPES =
      List.of(
          MediaType.APPLICATION_JSON,
          MediaType.APPLICATION_FORM_URLENCODED,
          MediaType.MULTIPART_FORM_DATA);

  private final FormReception reception;
  private final FormSubmissions submissions;
  private final FormFields names;
  private final FormConfig config;
  private final Counter inAddress;

  FormResource(
      FormReception reception,
      FormSubmissions submissions,
      FormFields names,
      FormConfig config,
      MeterRegistry metrics) {
    this.reception = reception;
    this.submissions = submissions;
    this.names = names;
    this.config = config;
    this.inAddress =
        Counter.builder("leadloop.form.token.in.address")
            .description("Forms that were refused because their token was in the address")
            .register(metrics);
  }

  /**
   * Accepts one lead as Oplead's older form import does: 200 when it is on disk, and for a repeat,
   * which is the lead that was accepted first.
   */
  @POST
  @StreamedBody
  public Uni<RestResponse<?>> add(
      @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      @Context RoutingContext request) {
    return Uni.createFrom()
        .item(() -> IdempotencyKey.given(idempotencyKey, request))
        .chain(key -> accept(contentType, key, request))
        .<RestResponse<?>>chain(this::answer)
        .onFailure()
        .recoverWithItem(e -> refusal(ProblemMappers.classify(e, request)));
  }

  private Uni<Receipt> accept(String contentType, String key, RoutingContext request) {
    return Uni.createFrom()
        .item(() -> type(contentType, request))
        .chain(type -> reception.receive(type, request))
        .chain(lead -> submissions.accept(lead.form(), lead.posted(), key));
  }

  /** The body's type, of a request that is not refused by its head. */
  private String type(String contentType, RoutingContext request) {
    String type = contentType == null ? "" : ContentType.parse(contentType).type();
    if (request.request().getParam(names.tokenMember()) != null) {
      inAddress.increment();
      throw new ProblemException(
          ErrorCode.INVALID_REQUEST,
          "The token is in the address, where logs keep it. Post it in the body, and replace it.");
    } else if (request.request().getHeader("Origin") != null) {
      throw new ProblemException(ErrorCode.FORBIDDEN, "Web pages may not post forms here.");
    } else if (!TYPES.contains(type)) {
      request.response().putHeader("Accept-Post", String.join(", ", TYPES));
      throw new ProblemException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          "The Content-Type has to be " + String.join(" or ", TYPES) + ".");
    }
    return type;
  }

  private Uni<RestResponse<?>> answer(Receipt receipt) {
    return receipt.lead().map(lead -> answer(receipt, lead));
  }

  private RestResponse<?> answer(Receipt receipt, LeadView lead) {
    ResponseBuilder<FormAnswer> answer =
        ResponseBuilder.<FormAnswer>create(config.accepted())
            .entity(FormAnswer.of(lead))
            .header(HttpHeaders.LOCATION, LEADS + lead.id());
    return receipt.kind() == Receipt.Kind.REPLAYED
        ? answer.header("Idempotency-Replayed", true).build()
        : answer.build();
  }

  /** A grant that was withdrawn just now is answered as an unknown form is. */
  private RestResponse<?> refusal(ProblemException e) {
    ProblemException shown =
        e.code() == ErrorCode.CUSTOMER_NOT_GRANTED ? FormAuthentication.unknown() : e;
    return ProblemMappers.answer(shown, status(shown.code(), config));
  }

  static int status(ErrorCode code, FormConfig config) {
    return switch (code) {
      case UNAUTHENTICATED -> config.unknown();
      case INVALID_LEAD, INVALID_DOCUMENT -> config.invalid();
      case MALFORMED_BODY, MALFORMED_FORM -> config.unreadable();
      case INVALID_REQUEST -> config.tokenInAddress();
      case REQUEST_TIMEOUT -> config.tooSlow();
      case REFERENCE_CONFLICT -> config.conflict();
      case BODY_TOO_LARGE -> config.tooLong();
      case UNSUPPORTED_MEDIA_TYPE -> config.unsupported();
      case RATE_LIMITED -> config.limited();
      case STORE_UNAVAILABLE -> config.unavailable();
      default -> code.status();
    };
  }
}
