/// The interpreter of the transcripts of OTP, over the public API alone.
@NullMarked
package dev.jobber.transcript;

import org.jspecify.annotations.NullMarked;
