package io.leadloop.page.reference;

import java.util.List;

/**
 * A body in one media type.
 *
 * @param fields the members of a request's object; empty for an answer, whose type is linked
 * @param examples as they are sent, with line breaks
 */
record ApiContent(String mediaType, ApiType type, List<ApiField> fields, List<String> examples) {}
