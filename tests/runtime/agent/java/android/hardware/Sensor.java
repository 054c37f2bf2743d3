package android.hardware;

public class Sensor {
    private final int type;

    public Sensor(int type) {
        this.type = type;
    }

    public int getType() {
        return type;
    }
}
