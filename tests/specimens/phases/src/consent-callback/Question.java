package com.example.specimen;

import android.app.Activity;
import android.view.View;

final class Question {
    static void ask(Activity screen, final Asked asked) {
        screen.findViewById(R.id.agree).setOnClickListener(new View.OnClickListener() {
            @Override
            public void onClick(View view) {
                asked.answered(true);
            }
        });
        screen.findViewById(R.id.refuse).setOnClickListener(new View.OnClickListener() {
            @Override
            public void onClick(View view) {
                asked.answered(false);
            }
        });
    }
}
