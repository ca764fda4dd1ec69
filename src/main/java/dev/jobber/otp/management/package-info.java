/// A node as the tools of the JVM see it: numbers, and a JMX bean.
@NullMarked
package dev.jobber.otp.management;

import org.jspecify.annotations.NullMarked;
