package com.example.specimen;

public final class Box {
    public String one = "";
    public String other = "";
}
