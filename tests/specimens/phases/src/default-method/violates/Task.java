package com.example.specimen;

final class Task implements Step {
}
