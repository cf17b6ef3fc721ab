package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hazardmap.junit.DetectRaces;
import org.junit.jupiter.api.Test;

/** Passes without the race detector, every time. With it, it fails. */
@DetectRaces
class SessionsTest {
    @Test
    void loginWhileOthersLookUp() throws InterruptedException {
        Sessions sessions = new Sessions();
        sessions.login("token-ann", "ann");

        Thread logins = new Thread(() -> {
            for (int i = 0; i < 10; i++) {
                sessions.login("token-" + i, "user-" + i);
            }
        }, "logins");
        logins.start();
        String found = sessions.user("token-ann");
        logins.join();

        assertEquals("ann", found);
    }
}
