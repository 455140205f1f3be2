package io.leadloop.console.feedback;

import io.leadloop.admin.feedback.FeedbackOverview;
import io.leadloop.admin.feedback.FeedbackOverviewReader;
import io.leadloop.admin.feedback.Ids;
import io.leadloop.admin.feedback.LabelAdministration;
import io.leadloop.admin.feedback.NewLabel;
import io.leadloop.admin.feedback.SetAsideAdministration;
import io.leadloop.error.ProblemException;
import io.leadloop.feedback.letter.SetAsideSource;
import io.leadloop.feedback.projection.StatusLabels;
import io.leadloop.page.FilteredPages.Refused;
import io.leadloop.page.Pages;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** Reads and renders the page of feedback. */
@Singleton
class FeedbackPages {
  private static final int OK = 200;
  private static final int LETTERS = 50;
  private static final NewLabel NONE = new NewLabel(null, null, null);

  private final FeedbackOverviewReader overviews;
  private final StatusLabels unknown;
  private final LabelAdministration labels;
  private final SetAsideAdministration letters;
  private final Pages pages;

  FeedbackPages(
      FeedbackOverviewReader overviews,
      StatusLabels unknown,
      LabelAdministration labels,
      SetAsideAdministration letters,
      Pages pages) {
    this.overviews = overviews;
    this.unknown = unknown;
    this.labels = labels;
    this.letters = letters;
    this.pages = pages;
  }

  Uni<RestResponse<?>> show(
      Optional<String> source, Optional<String> after, Optional<String> more, boolean isDone) {
    return labels(NONE, List.of())
        .chain(
            named ->
                letters(source, after, more).chain(listed -> render(OK, named, listed, isDone)));
  }

  /** The page with a label that was refused, as it was typed. */
  Uni<RestResponse<?>> again(NewLabel typed, ProblemException refusal) {
    return labels(typed, Refused.of(refusal))
        .chain(
            named ->
                letters(Optional.empty(), Optional.empty(), Optional.empty())
                    .chain(listed -> render(refusal.code().status(), named, listed, false)));
  }

  private Uni<LabelList> labels(NewLabel typed, List<Refused> refused) {
    return unknown
        .unknown()
        .chain(
            without ->
                labels
                    .list(Optional.empty(), LabelAdministration.MOST)
                    .map(mapped -> new LabelList(without, mapped.items(), typed, refused)));
  }

  private Uni<LetterList> letters(
      Optional<String> source, Optional<String> after, Optional<String> more) {
    Optional<SetAsideSource> filter = source.flatMap(SetAsideSource::ofWireName);
    return letters
        .list(filter, after.map(Ids::cursor), LETTERS)
        .map(
            page ->
                new LetterList(
                    page,
                    filter.map(SetAsideSource::wireName).orElse(null),
                    after.isEmpty(),
                    more.map(Ids::cursor).map(Object::toString).orElse(null)));
  }

  private Uni<RestResponse<?>> render(
      int status, LabelList named, LetterList listed, boolean isDone) {
    return overviews
        .read()
        .chain(
            overview ->
                pages.answer(
                    status,
                    page ->
                        new FeedbackPage(
                            page.shownAgainAt("console/feedback"),
                            overview,
                            named.refused().isEmpty() ? version(overview) : null,
                            named,
                            listed,
                            isDone)));
  }

  static String version(FeedbackOverview overview) {
    return Integer.toHexString(overview.hashCode());
  }
}
