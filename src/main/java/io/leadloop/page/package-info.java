/**
 * What the pages of all sites share: the frame ({@code templates/page/layout.html}), {@link
 * io.leadloop.page.Assets assets} with hashed names, language and theme ({@link
 * io.leadloop.page.Preferences}), security headers, and the refusal of requests that another site
 * has the browser send ({@link io.leadloop.page.SameOriginFilter}). A page is a record that is a
 * template; {@link io.leadloop.page.Pages} renders it, without its forms for who may only read
 * ({@link io.leadloop.page.template.ViewerForms}), and reads it at its first use ({@link
 * io.leadloop.page.template.LazyTemplates}). Public pages ({@code page.problem}, {@code
 * page.reference}) need no sign-in, set no cookie, and exist where the console is off. Nothing here
 * knows a session or a table.
 */
package io.leadloop.page;
