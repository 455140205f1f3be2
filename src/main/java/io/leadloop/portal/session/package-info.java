/**
 * Who is signed in to the providers' portal: sessions, one-time links, and the calls that issue
 * them. A portal's cookie is valid for its pages alone, and for one provider.
 */
package io.leadloop.portal.session;
