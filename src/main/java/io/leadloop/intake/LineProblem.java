package io.leadloop.intake;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.leadloop.http.Problem;

/**
 * What is wrong with one line of a submission in bulk.
 *
 * @param line counted from 1
 */
record LineProblem(@JsonUnwrapped Problem problem, long line) {}
