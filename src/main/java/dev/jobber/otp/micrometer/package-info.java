/// A node as Micrometer sees it. An application that uses this package has Micrometer itself.
@NullMarked
package dev.jobber.otp.micrometer;

import org.jspecify.annotations.NullMarked;
