package io.leadloop.reconciliation;

import java.util.List;

/**
 * The result of a short list.
 *
 * @param differences those of the list in its order, then leads that are missing, at most {@value
 *     JsonList#MOST} of them; the summary counts all
 */
public record JsonResult(List<Difference> differences, Summary summary) {}
