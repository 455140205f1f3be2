package io.leadloop.update.request;

import java.util.List;

/** All documents of a lead. */
public record DocumentList(List<DocumentView> items) {
  static DocumentList of(List<LeadUpdate.Document> updates) {
    return new DocumentList(updates.stream().map(document -> document.view(null)).toList());
  }
}
