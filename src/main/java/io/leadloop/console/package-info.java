/**
 * The administrators' console. {@link io.leadloop.console.HomeResource} leads to the sign-in
 * ({@link io.leadloop.console.SignInPageResource}); the first page, {@link
 * io.leadloop.console.OverviewPageResource}, lists what needs somebody. A page is a resource
 * method, a record, and a template of its name. Pages call the services of the administrator API
 * and do nothing that it cannot do. No lead document, callback body or token is ever shown.
 */
package io.leadloop.console;
