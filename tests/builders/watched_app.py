"""A small app that makes one call of each kind that is asked something, for whoever watches it: the recorder of the desk, an agent."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tests.builders.dex import Class, write_dex
from tests.builders.smali import define

SPECIMEN = Path(__file__).parents[1] / "specimens/phases/apk/activity-on-create-violates.apk"
OWN, OTHER = "com.example.specimen", "com.example.other"
MAIN = "Lcom/example/specimen/Main;"
ABOVE = "Landroidx/sample/Base;"
"""Of a support library: it stands for the platform."""
FOR_RESULT = "startActivityForResult(Landroid/content/Intent;ILandroid/os/Bundle;)V"
HERE = "Landroid/location/LocationListener;->onLocationChanged(Landroid/location/Location;)V"
INTENT = "new-instance v1 Landroid/content/Intent;\ninvoke-direct {v1} Landroid/content/Intent;-><init>()V\n"
READ = """
    invoke-virtual {p0} Landroid/app/Activity;->getContentResolver()Landroid/content/ContentResolver;
    move-result-object v1
    const-string v2 "android_id"
    invoke-static {v1 v2} Landroid/provider/Settings$Secure;->getString(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;
"""


def probe(package: str, label: str) -> str:
    return f"""
    :first{label}
    invoke-virtual {{p0}} Landroid/app/Activity;->getPackageManager()Landroid/content/pm/PackageManager;
    move-result-object v1
    const-string v2 "{package}"
    const/4 v3 0
    invoke-virtual {{v1 v2 v3}} Landroid/content/pm/PackageManager;->getPackageInfo(Ljava/lang/String;I)Landroid/content/pm/PackageInfo;
    :last{label}
    goto :done{label}
    :thrown{label}
    move-exception v1
    :done{label}
    .try :first{label} :last{label} * :thrown{label}
    """


def broadcast(package: str) -> str:
    return f"""
    {INTENT}
    const-string v2 "{package}"
    invoke-virtual {{v1 v2}} Landroid/content/Intent;->setPackage(Ljava/lang/String;)Landroid/content/Intent;
    invoke-virtual {{p0 v1}} {MAIN}->sendBroadcast(Landroid/content/Intent;)V
    """


def receiver(action: str) -> str:
    return f"""
    new-instance v1 Landroid/content/IntentFilter;
    const-string v2 "{action}"
    invoke-direct {{v1 v2}} Landroid/content/IntentFilter;-><init>(Ljava/lang/String;)V
    const/4 v2 0
    invoke-virtual {{p0 v2 v1}} Landroid/app/Activity;->registerReceiver(Landroid/content/BroadcastReceiver;Landroid/content/IntentFilter;)Landroid/content/Intent;
    """


def bound(action: str) -> str:
    return f"""
    {INTENT}
    const-string v2 "{action}"
    invoke-virtual {{v1 v2}} Landroid/content/Intent;->setAction(Ljava/lang/String;)Landroid/content/Intent;
    const/4 v2 0
    const/4 v3 1
    invoke-virtual {{p0 v1 v2 v3}} Landroid/app/Activity;->bindService(Landroid/content/Intent;Landroid/content/ServiceConnection;I)Z
    """


def launchers(category: str) -> str:
    return f"""
    {INTENT}
    const-string v2 "android.intent.category.{category}"
    invoke-virtual {{v1 v2}} Landroid/content/Intent;->addCategory(Ljava/lang/String;)Landroid/content/Intent;
    invoke-virtual {{p0}} Landroid/app/Activity;->getPackageManager()Landroid/content/pm/PackageManager;
    move-result-object v2
    const/4 v3 0
    invoke-virtual {{v2 v1 v3}} Landroid/content/pm/PackageManager;->queryIntentActivities(Landroid/content/Intent;I)Ljava/util/List;
    """


def sensor(kind: int) -> str:
    return f"""
    const-string v1 "sensor"
    invoke-virtual {{p0 v1}} Landroid/app/Activity;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;
    move-result-object v1
    check-cast v1 Landroid/hardware/SensorManager;
    const/16 v2 {kind}
    invoke-virtual {{v1 v2}} Landroid/hardware/SensorManager;->getDefaultSensor(I)Landroid/hardware/Sensor;
    move-result-object v2
    const/4 v3 3
    invoke-virtual {{v1 p0 v2 v3}} Landroid/hardware/SensorManager;->registerListener(Landroid/hardware/SensorEventListener;Landroid/hardware/Sensor;I)Z
    """


def listed(path: str) -> str:
    return f"""
    new-instance v1 Ljava/io/File;
    const-string v2 "{path}"
    invoke-direct {{v1 v2}} Ljava/io/File;-><init>(Ljava/lang/String;)V
    invoke-virtual {{v1}} Ljava/io/File;->list()[Ljava/lang/String;
    """


COMMAND = """
    :first
    const/4 v1 2
    new-array v1 v1 [Ljava/lang/String;
    const/4 v2 0
    const-string v3 "getprop"
    aput-object v3 v1 v2
    const/4 v2 1
    const-string v3 "ro.serialno"
    aput-object v3 v1 v2
    new-instance v2 Ljava/lang/ProcessBuilder;
    invoke-direct {v2 v1} Ljava/lang/ProcessBuilder;-><init>([Ljava/lang/String;)V
    invoke-virtual {v2} Ljava/lang/ProcessBuilder;->start()Ljava/lang/Process;
    :last
    goto :done
    :thrown
    move-exception v1
    :done
    .try :first :last * :thrown
"""
LISTEN = f"""
    const/4 v1 0
    invoke-virtual {{p0 v1}} {MAIN}->onLocationChanged(Landroid/location/Location;)V
    const-string v1 "location"
    invoke-virtual {{p0 v1}} Landroid/app/Activity;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;
    move-result-object v1
    check-cast v1 Landroid/location/LocationManager;
    const-string v2 "gps"
    const-wide/16 v3 0
    const/4 v5 0
    move-object v6 p0
    invoke-virtual/range {{v1 .. v6}} Landroid/location/LocationManager;->requestLocationUpdates(Ljava/lang/String;JFLandroid/location/LocationListener;)V
"""
START = f"""
    {INTENT}
    const-string v2 "com.example.NOBODY"
    invoke-virtual {{v1 v2}} Landroid/content/Intent;->setAction(Ljava/lang/String;)Landroid/content/Intent;
    invoke-virtual {{p0 v1}} {MAIN}->startActivity(Landroid/content/Intent;)V
"""
LOOP = f"""
    const/16 v4 100
    :again
    {READ}
    add-int/lit8 v4 v4 -1
    if-gtz v4 :again
"""
CALLS = (
    probe(OTHER, "a"), probe(OWN, "b"), broadcast(OTHER), broadcast(OWN), receiver("android.intent.action.PACKAGE_ADDED"),
    receiver("android.intent.action.TIME_TICK"), bound("com.uodis.opendevice.OPENIDS_SERVICE"), launchers("LAUNCHER"),
    launchers("INFO"), sensor(19), sensor(1), listed("/sdcard/"), listed("/sdcard/Android/data/com.example.specimen/files"),
    COMMAND, LISTEN, LOOP, START,
)  # fmt: skip


def watched_app(folder: Path) -> Path:
    """The specimen with an activity of ours in place of its own."""
    steps = [define(f"step{k}()V", f"{code}\nreturn-void") for k, code in enumerate(CALLS)]
    calls = "\n".join(f"invoke-virtual {{p0}} {MAIN}->step{k}()V" for k in range(len(CALLS)))
    begin = f"invoke-super {{p0 p1}} {ABOVE}->onCreate(Landroid/os/Bundle;)V\n{calls}\nreturn-void"
    above = "invoke-super {p0 p1} Landroid/app/Activity;->sendBroadcast(Landroid/content/Intent;)V\nreturn-void"
    listeners = ["Landroid/location/LocationListener;", "Landroid/hardware/SensorEventListener;"]
    methods = [
        define("<init>()V", f"invoke-direct {{p0}} {ABOVE}-><init>()V\nreturn-void"),
        define("onCreate(Landroid/os/Bundle;)V", begin), define("sendBroadcast(Landroid/content/Intent;)V", above),
        define("onLocationChanged(Landroid/location/Location;)V", "return-void"),
        define("onSensorChanged(Landroid/hardware/SensorEvent;)V", "return-void"),
        define("onAccuracyChanged(Landroid/hardware/Sensor;I)V", "return-void"), *steps,
    ]  # fmt: skip
    base = [
        define("<init>()V", "invoke-direct {p0} Landroid/app/Activity;-><init>()V\nreturn-void"),
        define(FOR_RESULT, f"invoke-super {{p0 p1 p2 p3}} Landroid/app/Activity;->{FOR_RESULT}\nreturn-void"),
    ]  # fmt: skip
    code = write_dex([Class(ABOVE, "Landroid/app/Activity;", methods=base), Class(MAIN, ABOVE, listeners, methods)])
    made = folder / "watched.apk"
    with zipfile.ZipFile(SPECIMEN) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, code if name == "classes.dex" else old.read(name))
    return made
