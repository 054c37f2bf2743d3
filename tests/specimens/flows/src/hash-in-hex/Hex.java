package com.example.specimen;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

final class Hex {
    static String md5(String text) {
        try {
            StringBuilder out = new StringBuilder();
            for (byte part : MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8))) {
                String digits = Integer.toHexString(part & 0xff);
                if (digits.length() == 1) {
                    out.append('0');
                }
                out.append(digits);
            }
            return out.toString();
        } catch (NoSuchAlgorithmException error) {
            return "";
        }
    }
}
