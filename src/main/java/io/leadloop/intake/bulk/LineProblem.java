package io.leadloop.intake.bulk;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.leadloop.http.Problem;

/**
 * What is wrong with one line of a submission in bulk.
 *
 * @param line counted from 1
 * @param outcome {@code refused}
 * @param reference null where the line has no readable one
 */
record LineProblem(long line, String outcome, String reference, @JsonUnwrapped Problem problem) {}
