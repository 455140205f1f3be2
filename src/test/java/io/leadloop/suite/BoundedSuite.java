package io.leadloop.suite;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * Tests of the application that use {@link io.leadloop.testing.NarrowProfile}. Quarkus builds the
 * application once more for that profile, so one process runs all of them. A class that uses the
 * profile and is not listed here runs in another suite, which then takes longer.
 */
@Suite
@SelectPackages("io.leadloop")
@IncludeClassNamePatterns(BoundedSuite.CLASSES)
class BoundedSuite {
  static final String CLASSES =
      ".*\\.(EventStreamLimit|ForwardedAddress|FullQueue|IssuerAway|KeyGuessing|LookUp|SlowClients)"
          + "Test";
}
