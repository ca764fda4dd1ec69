/// The sender: a server that sends e-mail and retries.
@NullMarked
package dev.jobber.sender;

import org.jspecify.annotations.NullMarked;
