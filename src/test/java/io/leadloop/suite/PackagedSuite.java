package io.leadloop.suite;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.ExcludePackages;
import org.junit.platform.suite.api.ExcludeTags;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * Tests of the packaged application but those that take longer than a build may; they share {@link
 * io.leadloop.testing.SharedReplicas}.
 */
@Suite
@IncludeEngines("junit-jupiter")
@SelectPackages("io.leadloop")
@ExcludePackages("io.leadloop.lean")
@IncludeClassNamePatterns(".*IT")
// Quarkus would build the application as soon as it met this one.
@ExcludeClassNamePatterns(".*\\.LaneConformanceIT")
@ExcludeTags("long")
class PackagedSuite {}
