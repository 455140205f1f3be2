/**
 * What the templates of all pages share: how they are read ({@link
 * io.leadloop.page.template.LazyTemplates}, {@link io.leadloop.page.template.ViewerForms}), how
 * their names are found ({@link io.leadloop.page.template.SectionNames}), and how states look
 * ({@link io.leadloop.page.template.Tone}).
 */
package io.leadloop.page.template;
