package io.leadloop.intake.bulk;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.leadloop.http.Problem;

/**
 * The answer to a refused line of a bulk request.
 *
 * @param line counted from 1
 * @param outcome {@code refused}
 * @param reference null if the line has no readable one
 */
record LineProblem(long line, String outcome, String reference, @JsonUnwrapped Problem problem) {}
