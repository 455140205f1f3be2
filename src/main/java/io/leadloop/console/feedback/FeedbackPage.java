package io.leadloop.console.feedback;

import io.leadloop.admin.feedback.FeedbackOverview;
import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * Labels, dead letters, and the state of feedback.
 *
 * @param version of the state; null if the page does not update it, since it stands at the address
 *     of a form that was refused
 */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record FeedbackPage(
    PageContext page,
    FeedbackOverview overview,
    String version,
    LabelList labels,
    LetterList letters,
    boolean isDone)
    implements TemplateInstance {}
