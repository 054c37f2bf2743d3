package com.example.specimen;

import android.app.Activity;
import javax.net.ssl.SSLContext;

final class Work {
    static void run(Activity activity) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new javax.net.ssl.TrustManager[] {new Trust()}, null);
        } catch (java.security.GeneralSecurityException error) {
            activity.setTitle(error.getMessage());
        }
    }
}
