package io.leadloop.admin.feedback;

/**
 * What a run that corrects leads would do, and the last one.
 *
 * @param leads the leads whose status is the label, as other; no more than 100,000 are counted
 * @param correction the last run; null where there was none
 */
public record CorrectionOutlook(int leads, LabelView.Correction correction) {}
