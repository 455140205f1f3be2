package io.leadloop.console.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.http.json.JsonBodies;
import io.leadloop.page.FormFields;
import io.leadloop.page.PageConfig;
import io.leadloop.page.PageContext;
import io.leadloop.page.Pages;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;

/** Shows forms, reads what was posted as the API reads its bodies, and shows the results. */
@Singleton
public class Forms {
  private static final int OK = 200;

  /** These have pages of their own. */
  private static final Set<ErrorCode> OF_THE_PAGE =
      EnumSet.of(ErrorCode.NOT_FOUND, ErrorCode.UNAUTHENTICATED, ErrorCode.FORBIDDEN);

  private final Pages pages;
  private final JsonBodies bodies;
  private final PageConfig config;

  Forms(Pages pages, JsonBodies bodies, PageConfig config) {
    this.pages = pages;
    this.bodies = bodies;
    this.config = config;
  }

  /**
   * The page with the form.
   *
   * @throws ProblemException {@code forbidden} for a viewer, who could not post it
   */
  public Uni<String> show(Form form) {
    return pages.form(page -> new FormPage(page, form));
  }

  /** The body of the API's call. */
  public byte[] body(FormDefinition form, FormFields posted) {
    return form.body(posted, config.timeZone()).toString().getBytes(UTF_8);
  }

  /**
   * The same, read and validated as the API does it.
   *
   * @throws ProblemException {@code invalid-body}
   */
  public <T> T read(FormDefinition form, FormFields posted, Class<T> type) {
    return bodies.read(body(form, posted), type);
  }

  /** What the change leads to, or the form with what was refused. */
  public Uni<RestResponse<?>> submit(
      Uni<Form> form, FormFields posted, Supplier<Uni<RestResponse<?>>> change) {
    return Uni.createFrom()
        .deferred(change::get)
        .onFailure(Forms::isOfTheForm)
        .recoverWithUni(refused -> again(form, posted, (ProblemException) refused));
  }

  public Uni<RestResponse<?>> submit(
      Form form, FormFields posted, Supplier<Uni<RestResponse<?>>> change) {
    return submit(Uni.createFrom().item(form), posted, change);
  }

  private Uni<RestResponse<?>> again(Uni<Form> form, FormFields posted, ProblemException refused) {
    return form.chain(
        shown ->
            pages.answer(
                refused.code().status(),
                page ->
                    new FormPage(
                        page.shownAgainAt(shown.action()), shown.refused(posted, refused))));
  }

  private static boolean isOfTheForm(Throwable failure) {
    return failure instanceof ProblemException problem && !OF_THE_PAGE.contains(problem.code());
  }

  /** A redirect to a page, by its path from the gateway's root. */
  public RestResponse<?> to(String path) {
    return pages.to(path).build();
  }

  /** Shows a result, in the answer to the form alone. */
  public Uni<RestResponse<?>> answer(Result result) {
    return pages.answer(OK, page -> resultPage(page, result));
  }

  private static ResultPage resultPage(PageContext page, Result result) {
    return new ResultPage(page.shownAgainAt(result.back()), result);
  }

  /** Shows a result whose steps follow one by one. */
  public Function<Multi<Step>, Multi<byte[]>> stream(Result result) {
    return pages.stream(page -> resultPage(page, result), "step", "step");
  }
}
