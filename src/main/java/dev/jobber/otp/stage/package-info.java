/// Values that flow from process to process no faster than they are asked for, in the manner of
/// Elixir's `GenStage`.
///
/// ```
///              ask 1000                ask 1000
///   Producer ◄────────── Transformer ◄────────── Consumer
///            ──────────►             ──────────►
///              values                  values
/// ```
///
/// A [Consumer] asks a [Producer] for as many values as it wants, and the producer sends no more:
/// so the slowest stage sets the pace, and nothing piles up before it. [Demand] says how much is
/// asked for at a time.
///
/// **Rules.** A value goes to one consumer: the one with the most open demand. Values come to a
/// consumer in the order in which the producer gave them. What a producer gives beyond the demand
/// waits with it. If a consumer ends, what had been sent to it is lost, and its open demand with
/// it; the producer is not asked for that again. If a producer ends, its consumers end too, unless
/// they subscribed otherwise.
@NullMarked
package dev.jobber.otp.stage;

import org.jspecify.annotations.NullMarked;
