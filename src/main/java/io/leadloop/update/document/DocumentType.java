package io.leadloop.update.document;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The types of document that Oplead's interface lists. What a file is follows from its first bytes;
 * its name may only say which of several formats in one container it is.
 */
enum DocumentType {
  PDF("application/pdf", "pdf"),
  OFFICE("application/x-tika-msoffice", "doc", "xls", "ppt", "dot", "xlt", "pps", "pot"),
  OPEN_XML("application/x-tika-ooxml", "docx", "xlsx", "pptx", "zip", "docm", "xlsm", "pptm"),
  // Office Open XML is zip, and its first entry need not say so.
  ZIP("application/zip", "zip", "docx", "xlsx", "pptx", "docm", "xlsm", "pptm"),
  JPEG("image/jpeg", "jpg", "jpeg", "jpe", "jfif", "jif", "pjpeg", "pjp"),
  GIF("image/gif", "gif"),
  PNG("image/png", "png");

  /** For people, in refusals. */
  static final String ALL = "pdf, doc(x), xls(x), ppt(x), jpg, gif, png or zip";

  private static final List<Format> FORMATS =
      List.of(
          new Format("doc", "application/msword"),
          new Format("dot", "application/msword"),
          new Format("xls", "application/vnd.ms-excel"),
          new Format("xlt", "application/vnd.ms-excel"),
          new Format("ppt", "application/vnd.ms-powerpoint"),
          new Format("pps", "application/vnd.ms-powerpoint"),
          new Format("pot", "application/vnd.ms-powerpoint"),
          new Format("docm", "application/vnd.ms-word.document.macroEnabled.12"),
          new Format("xlsm", "application/vnd.ms-excel.sheet.macroEnabled.12"),
          new Format("pptm", "application/vnd.ms-powerpoint.presentation.macroEnabled.12"),
          new Format(
              "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
          new Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
          new Format(
              "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"));

  private final String detected;
  private final Set<String> extensions;
  private final String usual;

  DocumentType(String detected, String... extensions) {
    this.detected = detected;
    this.extensions = Set.of(extensions);
    this.usual = extensions[0];
  }

  /**
   * @param detected the media type that Tika detects from the content alone
   */
  static Optional<DocumentType> ofDetected(String detected) {
    return Arrays.stream(values()).filter(type -> type.detected.equals(detected)).findFirst();
  }

  /** Whether a file of that name may have this content; any may whose extension is not known. */
  boolean agreesWith(String fileName) {
    String extension = extension(fileName);
    return extension.isEmpty() || extensions.contains(extension);
  }

  /** The media type (RFC 6838) of a file with this content and that name. */
  String mediaType(String fileName) {
    String extension = extension(fileName).isEmpty() ? usual : extension(fileName);
    return FORMATS.stream()
        .filter(format -> format.extension.equals(extension))
        .map(Format::mediaType)
        .findFirst()
        .orElse(this == OPEN_XML ? ZIP.detected : detected);
  }

  /** The name with the usual extension where it has none that is known: Oplead may go by it. */
  String named(String fileName) {
    return extension(fileName).isEmpty() ? fileName + "." + usual : fileName;
  }

  /** Empty where it is of no type: what follows the last dot may be a year, as in 27.11.2026. */
  private static String extension(String fileName) {
    String end = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    boolean isKnown =
        end.length() < fileName.length()
            && Arrays.stream(values()).anyMatch(type -> type.extensions.contains(end));
    return isKnown ? end : "";
  }

  private record Format(String extension, String mediaType) {}
}
