package io.leadloop.intake.bulk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.leadloop.error.ProblemException;
import io.leadloop.http.HttpConfig;
import io.leadloop.http.body.AnnouncedBody;
import io.leadloop.http.body.LineSplitter;
import io.leadloop.http.body.LineSplitter.Line;
import io.leadloop.intake.LeadSubmission;
import io.leadloop.intake.SubmissionReader;
import io.leadloop.lead.text.DocumentJson;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Parses the lines of bulk requests. */
@Singleton
class BulkReader {
  private static final JsonFactory JSON = DocumentJson.factory();
  private static final int LONGEST_REFERENCE = 128;

  private final SubmissionReader reader;
  private final int longestLine;

  BulkReader(SubmissionReader reader, HttpConfig http) {
    this.reader = reader;
    this.longestLine = Math.toIntExact(http.maxBodyBytes());
  }

  /** A splitter for one request. */
  LineSplitter splitter() {
    return new LineSplitter(longestLine);
  }

  BulkLine read(Line line) {
    if (line.bytes().isEmpty()) {
      return new BulkLine(line.number(), null, null, AnnouncedBody.tooLarge(longestLine));
    }
    byte[] bytes = line.bytes().get();
    try {
      LeadSubmission submission = reader.read(bytes, null);
      return new BulkLine(line.number(), submission.reference().orElse(null), submission, null);
    } catch (ProblemException problem) {
      return new BulkLine(line.number(), referenceIn(bytes), null, problem);
    }
  }

  /** Extracts the reference of an invalid line, so that the client can identify it. */
  private static String referenceIn(byte[] line) {
    try (JsonParser parser = JSON.createParser(line)) {
      boolean isObject = parser.nextToken() == JsonToken.START_OBJECT;
      while (isObject && parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isReference = parser.currentName().equals("reference");
        if (parser.nextToken() == JsonToken.VALUE_STRING && isReference) {
          String reference = parser.getText();
          return reference.length() <= LONGEST_REFERENCE ? reference : null;
        }
        parser.skipChildren();
      }
      return null;
    } catch (IOException unreadable) {
      return null;
    }
  }
}
