package com.example.specimen;

import android.content.ContentResolver;
import android.content.Context;
import android.database.Cursor;
import android.os.Bundle;
import android.provider.ContactsContract;
import android.telephony.TelephonyManager;
import android.util.Log;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** Asks a provider by the newest of its questions, and sends what it gets over channels, waiting and not waiting. */
final class Channels {
    static void begin(Context context) {
        Bundle wanted = new Bundle();
        wanted.putString(ContentResolver.QUERY_ARG_SQL_SORT_ORDER, ContactsContract.CommonDataKinds.Phone.NUMBER);
        String number = "none";
        try (Cursor rows = context.getContentResolver().query(
                ContactsContract.CommonDataKinds.Phone.CONTENT_URI, null, wanted, null)) {
            if (rows != null && rows.moveToFirst()) {
                number = rows.getString(rows.getColumnIndexOrThrow(ContactsContract.CommonDataKinds.Phone.NUMBER));
            }
        }
        String imei = ((TelephonyManager) context.getSystemService(Context.TELEPHONY_SERVICE)).getImei();
        String query = "?number=" + number + "&device=" + imei;
        new Thread(() -> waiting("blocking.example.com", query)).start();
        new Thread(() -> asSocket("socket.example.com", query)).start();
        new Thread(Channels::idling).start();
        new Thread(() -> selecting("selected.example.com", query)).start();
    }

    private static ByteBuffer request(String host, String query) {
        return ByteBuffer.wrap(("GET /" + query + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes());
    }

    private static void waiting(String host, String query) {
        try (SocketChannel channel = SocketChannel.open(new InetSocketAddress(host, 80))) {
            channel.write(request(host, query));
            ByteBuffer answer = ByteBuffer.allocate(256);
            told(host, channel.read(answer), answer);
        } catch (Exception problem) {
            Log.e("reach", host, problem);
        }
    }

    private static void asSocket(String host, String query) {
        try (SocketChannel channel = SocketChannel.open()) {
            channel.socket().setTcpNoDelay(true);
            channel.socket().connect(new InetSocketAddress(host, 80), 3000);
            channel.socket().getOutputStream().write(request(host, query).array());
            byte[] answer = new byte[256];
            told(host, channel.socket().getInputStream().read(answer), ByteBuffer.wrap(answer));
        } catch (Exception problem) {
            Log.e("reach", host, problem);
        }
    }

    private static void selecting(String host, String query) {
        try (SocketChannel channel = SocketChannel.open(); Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            channel.connect(new InetSocketAddress(host, 80));
            channel.register(selector, SelectionKey.OP_CONNECT);
            for (int turn = 0; turn < 20 && selector.select(1000) > 0; turn++) {
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.isConnectable() && channel.finishConnect()) {
                        channel.write(request(host, query));
                        key.interestOps(SelectionKey.OP_READ);
                    } else if (key.isReadable()) {
                        ByteBuffer answer = ByteBuffer.allocate(256);
                        told(host, channel.read(answer), answer);
                        return;
                    }
                }
                selector.selectedKeys().clear();
            }
        } catch (Exception problem) {
            Log.e("reach", host, problem);
        }
    }

    /** Nothing happens for five seconds, then somebody else calls after two, then the channel is closed from elsewhere. */
    private static void idling() {
        try (SocketChannel channel = SocketChannel.open(new InetSocketAddress("idle.example.com", 80));
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            if (selector.selectNow() == 0 && selector.select(5000) == 0) {
                waiting("timed-out.example.com", "?");
            }
            later(selector::wakeup);
            if (selector.select() == 0) {
                waiting("woken.example.com", "?");
            }
            channel.keyFor(selector).cancel();
            selector.selectNow();
            channel.configureBlocking(true);
            later(channel::close);
            channel.read(ByteBuffer.allocate(1));
        } catch (AsynchronousCloseException closed) {
            waiting("closed.example.com", "?");
        } catch (Exception problem) {
            Log.e("reach", "idle", problem);
        }
    }

    private interface Act {
        void run() throws Exception;
    }

    private static void later(Act act) {
        new Thread(() -> {
            try {
                Thread.sleep(2000);
                act.run();
            } catch (Exception problem) {
                Log.e("reach", "later", problem);
            }
        }).start();
    }

    private static void told(String host, int count, ByteBuffer answer) {
        if (count > 0 && !host.startsWith("answered-") && new String(answer.array(), 0, count).startsWith("HTTP/1.1 200")) {
            waiting("answered-" + host, "?");
        }
    }
}
