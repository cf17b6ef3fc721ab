package com.example;

import java.util.HashMap;
import java.util.Map;

/** Who is logged in. Logging in takes the lock, looking somebody up does not: that is the race. */
public class Sessions {
    private final Map<String, String> userByToken = new HashMap<>();

    public synchronized void login(String token, String user) {
        userByToken.put(token, user);
    }

    public String user(String token) {
        return userByToken.get(token);
    }
}
