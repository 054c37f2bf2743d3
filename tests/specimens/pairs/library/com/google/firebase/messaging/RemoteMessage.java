package com.google.firebase.messaging;

/** Our own stand-in for the class of this name. */
public final class RemoteMessage {
}
