package org.springframework.stereotype;

/** The annotation by its name: the corpus needs no framework. */
public @interface Service {}
