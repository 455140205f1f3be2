/**
 * Tests in a browser: {@link io.leadloop.testing.browser.Visitor} opens pages, {@link
 * io.leadloop.testing.browser.PageReview} looks at each in all languages, themes and widths.
 */
package io.leadloop.testing.browser;
