package io.leadloop.page;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Pages with a list and a form that filters it: a filter that the API refuses is shown again with
 * the reason, rather than a page of its own without the form.
 */
@Singleton
public class FilteredPages {
  private static final int OK = 200;

  private final Pages pages;

  FilteredPages(Pages pages) {
    this.pages = pages;
  }

  /**
   * The page with the found entries, or with the status of the refusal.
   *
   * @param none what a refused filter finds
   */
  public <T> Uni<RestResponse<?>> show(Supplier<Uni<T>> reading, T none, ListPage<T> shown) {
    return show(reading, none, found -> Optional.empty(), shown);
  }

  /**
   * The same of a search, which leads to the page of an entry if it finds that one alone.
   *
   * @param alone the path of that page from the gateway's root
   */
  public <T> Uni<RestResponse<?>> show(
      Supplier<Uni<T>> reading, T none, Function<T, Optional<String>> alone, ListPage<T> shown) {
    return Uni.createFrom()
        .deferred(reading::get)
        .<RestResponse<?>>chain(
            found ->
                alone
                    .apply(found)
                    .<Uni<RestResponse<?>>>map(
                        path -> Uni.createFrom().item(pages.to(path).build()))
                    .orElseGet(() -> pages.answer(OK, page -> shown.of(page, found, List.of()))))
        .onFailure(FilteredPages::isOfTheFilter)
        .recoverWithUni(refusal -> again((ProblemException) refusal, none, shown));
  }

  private <T> Uni<RestResponse<?>> again(ProblemException refusal, T none, ListPage<T> shown) {
    List<Refused> why = Refused.of(refusal);
    return pages.answer(refusal.code().status(), page -> shown.of(page, none, why));
  }

  private static boolean isOfTheFilter(Throwable failure) {
    return failure instanceof ProblemException problem
        && problem.code() == ErrorCode.INVALID_REQUEST
        && !problem.errors().isEmpty();
  }

  /** The page of a list. */
  @FunctionalInterface
  public interface ListPage<T> {
    /**
     * @param refused why the filter is refused; empty if it is not
     */
    TemplateInstance of(PageContext page, T found, List<Refused> refused);
  }

  /**
   * Why a parameter, or an input of a form, is refused.
   *
   * @param name the parameter's
   * @param detail as the API has it
   */
  public record Refused(String name, String detail) {
    /** Whether it is about inputs of a form. */
    public static boolean isOfForm(Throwable failure) {
      return failure instanceof ProblemException problem
          && problem.code() == ErrorCode.INVALID_BODY
          && !problem.errors().isEmpty();
    }

    /** Everything that is refused. */
    public static List<Refused> of(ProblemException refusal) {
      return refusal.errors().stream().map(Refused::of).toList();
    }

    private static Refused of(FieldError error) {
      return new Refused(error.pointer().replaceFirst("^/", ""), error.detail());
    }
  }
}
