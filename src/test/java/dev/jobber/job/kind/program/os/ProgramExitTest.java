package dev.jobber.job.kind.program.os;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgramExitTest {
    @Test
    void a_status_of_waitpid_is_a_code_or_a_signal() {
        assertThat(ProgramExit.ofStatus(7 << 8)).isEqualTo(new ProgramExit(7, false));
        assertThat(ProgramExit.ofStatus(137 << 8)).isEqualTo(new ProgramExit(137, false));
        assertThat(ProgramExit.ofStatus(9)).isEqualTo(new ProgramExit(9, true));
        assertThat(ProgramExit.ofStatus(11 | 0x80)).isEqualTo(new ProgramExit(11, true));
        assertThat(new ProgramExit(9, true).code()).isEqualTo(137);
    }

    @Test
    void java_tells_signals_as_codes() {
        assertThat(ProgramExit.ofCode(128)).isEqualTo(new ProgramExit(128, false));
        assertThat(ProgramExit.ofCode(143)).isEqualTo(new ProgramExit(15, true));
        assertThat(ProgramExit.ofCode(200)).isEqualTo(new ProgramExit(200, false));
    }
}
