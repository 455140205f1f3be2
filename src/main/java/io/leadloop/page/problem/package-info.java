/**
 * Problems as pages. {@link io.leadloop.page.problem.ProblemResource} explains each {@link
 * io.leadloop.error.ErrorCode} to anybody, at the address that is the problem's {@code type};
 * {@link io.leadloop.page.problem.ProblemPages} shows the problem of a console page as a page. Both
 * have their words from {@link io.leadloop.page.problem.ProblemCatalog}, so that a title is the
 * same at both. Nothing here depends on who asks.
 */
package io.leadloop.page.problem;
