package io.leadloop.suite;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** A third of the tests of the application, see {@link FirstSuite}. */
@Suite
@IncludeEngines("junit-jupiter")
@SelectPackages("io.leadloop")
@IncludeTags("application")
@IncludeClassNamePatterns(".*\\.[O-SUVX-Z][^.]*Test")
@ExcludeClassNamePatterns({NarrowSuite.CLASSES, FirstSuite.IN_A_BROWSER})
class ThirdSuite {}
