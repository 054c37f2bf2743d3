package com.example.specimen;

import java.io.Serializable;

final class Profile implements Serializable {
    String device = "";
    String name = "anon";
}
