/**
 * The administrators' console. {@link io.leadloop.console.HomeResource} leads to the sign-in
 * ({@link io.leadloop.console.access.SignInPageResource}); the first page, in {@code overview},
 * lists what needs somebody; each area is a package of its own. A page is a resource method, a
 * record, and a template of its name. Pages call the services of the administrator API and do
 * nothing that it cannot do. No lead document or callback body is ever shown, and a secret only in
 * the answer that issued it.
 */
package io.leadloop.console;
