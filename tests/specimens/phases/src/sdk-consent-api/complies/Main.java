package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import android.view.View;
import com.umeng.commonsdk.UMConfigure;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        findViewById(R.id.agree).setOnClickListener(new View.OnClickListener() {
            @Override
            public void onClick(View view) {
                UMConfigure.submitPolicyGrantResult(Main.this, true);
                UMConfigure.initIfGranted(Main.this);
            }
        });
    }
}
