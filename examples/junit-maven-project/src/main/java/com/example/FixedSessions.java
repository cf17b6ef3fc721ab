package com.example;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The same in a map that is made for it. */
public class FixedSessions {
    private final Map<String, String> userByToken = new ConcurrentHashMap<>();

    public void login(String token, String user) {
        userByToken.put(token, user);
    }

    public String user(String token) {
        return userByToken.get(token);
    }
}
