package io.leadloop.console.feedback;

import io.leadloop.admin.feedback.CorrectionOutlook;
import io.leadloop.admin.feedback.LabelView;
import io.leadloop.page.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The correction of the leads that had a label before it had its code. */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record CorrectionPage(PageContext page, LabelView label, CorrectionOutlook outlook, String version)
    implements TemplateInstance {}
