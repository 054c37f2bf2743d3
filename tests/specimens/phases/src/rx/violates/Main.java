package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import io.reactivex.Observable;
import java.util.concurrent.Callable;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        Observable.fromCallable(new Callable<String>() {
            @Override
            public String call() {
                return Id.read(Main.this);
            }
        }).subscribeOnIo().subscribe(new Observable.Consumer<String>() {
            @Override
            public void accept(String id) {
                setTitle(id);
            }
        });
    }
}
