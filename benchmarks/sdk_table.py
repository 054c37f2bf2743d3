"""Real SDKs that npm packages and Maven Central ship: where each comes from, how it is started, and what that reads.

Every file is pinned by digest; none is committed.  What a start reads was found by reading the SDK's own bytecode (the
column ``startup``); what is not listed there was not seen to be read by the call alone.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Archive:
    """A jar or AAR, or an npm package that holds one."""

    coordinates: str
    """``npm:NAME@VERSION`` or ``maven:GROUP:ARTIFACT:VERSION[:EXTENSION]``."""
    sha256: str
    """Of the jar or AAR."""
    file: str | None = None
    """Path of the jar or AAR inside an npm package."""
    manifest: str | None = None
    """Path inside an npm package of the manifest entries its guide asks for: a manifest, or a Cordova plugin.xml."""

    @property
    def registry(self) -> str:
        return self.coordinates.partition(":")[0]


@dataclass(frozen=True, slots=True)
class RealSdk:
    """An SDK, its files, and the truth about its start."""

    name: str
    sdk: str
    """Id in Kanhe's knowledge."""
    archives: tuple[Archive, ...]
    init: str
    """Java statements of the documented start; ``context`` is an application context."""
    startup: frozenset[str] = frozenset()
    """Items that the start leads to before any act of the user, by a way that was read from end to end."""
    possible: frozenset[str] = frozenset()
    """Items that it may lead to, as a server answers or as was stored before: neither asked for nor held false."""
    provider: frozenset[str] = frozenset()
    """Items that the SDK's own components of the manifest read when the process starts."""
    starts_itself: bool = False
    """Whether a provider of the SDK runs its code when the process starts."""
    permissions: tuple[str, ...] = ()
    manifest: str = ""
    """Children of ``<application>`` that the guide asks for beside those in the archives."""
    also: tuple[str, ...] = ()
    """Other ids of the knowledge whose code belongs to it."""
    java: str = ""
    """Further classes that the guide asks the app to define, as members of one class."""


def items(text: str) -> frozenset[str]:
    """Item ids out of a text."""
    return frozenset(text.split())


_JPUSH = Archive(
    "npm:jpush-phonegap-plugin@3.8.6",
    "35e0cc1730f4491ab415d509c9e6c3f0ba523af2cd60350d58714b15389e6cc7",
    "package/src/android/libs/jpush-android-4.8.1.jar",
    "package/plugin.xml",
)
_JCORE = Archive(
    "npm:cordova-plugin-jcore@1.4.4",
    "007e011c0fa287e0fe1d290bf990c9f4442c9d2d64f9a793cc8cd5ac504ceead",
    "package/src/android/jcore-android-3.3.2.jar",
)
_UMENG = (
    Archive("maven:com.umeng.umsdk:common:9.8.9", "13d52ea78bdd9ca5a3c432754d11ec0997ccaadb9644a115c4287b08b681194a"),
    Archive("maven:com.umeng.umsdk:asms:1.6.3", "40f8a8d7e2cb0534e85a7cebd0e7ef39ca9191fda489e5c0fecc76f92d76290f"),
)
_LOCATION = ("ACCESS_FINE_LOCATION", "ACCESS_COARSE_LOCATION", "ACCESS_WIFI_STATE", "CHANGE_WIFI_STATE",
             "ACCESS_NETWORK_STATE", "READ_PHONE_STATE")  # fmt: skip
_JIGUANG_SERVICE = (
    '<service android:name="com.example.sdkhost.Vendor$PushService" android:process=":pushcore" android:exported="false">'
    '<intent-filter><action android:name="cn.jiguang.user.service.action"/></intent-filter></service>'
)
_JIGUANG_CLASS = "public static class PushService extends cn.jpush.android.service.JCommonService {}"
_KEYS = (
    '<meta-data android:name="JPUSH_APPKEY" android:value="key"/>'
    '<meta-data android:name="JPUSH_CHANNEL" android:value="store"/>'
)

SDKS = (
    RealSdk("jpush", "jpush", (_JPUSH, _JCORE), "cn.jpush.android.api.JPushInterface.init(context);",
            also=("jcore", "jiguang-union"), manifest=_JIGUANG_SERVICE, java=_JIGUANG_CLASS,
            # Behind a dispatcher over action names; which of them the first start sends was not read to the end.
            possible=items("imei installed-apps meid serial-number android-id iccid imsi ssid-bssid storage-files mac-address"),
            # JAdFileProvider asks for the external storage when it is attached.
            provider=items("storage-files")),
    RealSdk("getui", "getui-push", (
        Archive("npm:react-native-getui@1.1.55", "afc6ef0c78e9e287ee09fc6ee0c5693f7bc942207b8af633074bbc89a0323697",
                "package/android/libs/gtsdk-3.3.12.0.jar", "package/android/src/main/AndroidManifest.xml"),
        Archive("npm:react-native-getui@1.1.55", "2908f44cdff5da43daa19a47582eec3d6be843e41d11b531438d681ac075e6aa",
                "package/android/libs/gtc-3.2.18.0.jar"),
    ), "com.igexin.sdk.PushManager.getInstance().initialize(context);", also=("getui-gtc",),
            # All of it in its push service, which the call starts in a process of its own.
            startup=items("android-id"),
            possible=items("cell-tower iccid imei imsi installed-apps ip-address location-precise mac-address oaid serial-number ssid-bssid wifi-scan")),
    RealSdk("umeng-common", "umeng-analytics", _UMENG,
            'com.umeng.commonsdk.UMConfigure.init(context, "key", "store", com.umeng.commonsdk.UMConfigure.DEVICE_TYPE_PHONE, null);',
            also=("umeng-asms",), permissions=("ACCESS_NETWORK_STATE", "ACCESS_WIFI_STATE", "READ_PHONE_STATE"),
            # The identifier is read for the envelope that is built at a later message.
            possible=items("android-id running-apps")),
    RealSdk("umeng-push", "umeng-push", (
        *_UMENG,
        Archive("maven:com.umeng.umsdk:push:6.0.1", "7705b7091b2f4f53b047a87601e37f92eb801a646de4c2aa673ac91b488a159d"),
    ), 'com.umeng.commonsdk.UMConfigure.init(context, "key", "store", 1, "secret");'
       "com.umeng.message.PushAgent.getInstance(context).register(null);",
            also=("umeng-analytics", "umeng-asms", "alibaba-accs"),
            # By reflection the start sets the push SDK's key, which asks for the name of the own process among all that run.
            # MessageProvider.onCreate builds its addresses with classes of the SDK.
            startup=items("running-apps"), starts_itself=True,
            # As in the common part: the id goes into the envelope of an event that was stored before.
            possible=items("android-id")),
    RealSdk("bugly", "bugly", (
        Archive("maven:com.tencent.bugly:crashreport:4.1.9.3", "8a9578b4664fc684a50f4cdd460d071bc167d38ba081eaa4183551c49dba9b54"),
    ), 'com.tencent.bugly.crashreport.CrashReport.initCrashReport(context, "key", false);',
            permissions=("ACCESS_NETWORK_STATE", "ACCESS_WIFI_STATE", "READ_PHONE_STATE"),
            # Free space on the card: with the first report, which is posted; and by its crash handler.
            possible=items("storage-files")),
    RealSdk("wechat", "wechat-opensdk", (
        Archive("maven:com.tencent.mm.opensdk:wechat-sdk-android:6.8.34",
                "e7531e38010233684e02a0b4d4ea1952a3fa1f91c5c6ed0043a9e9aed9a6f9d4"),
    ), 'com.tencent.mm.opensdk.openapi.WXAPIFactory.createWXAPI(context, "key", true).registerApp("key");'),
    RealSdk("amap-2.4.0", "amap-location", (
        Archive("npm:react-native-amap-location@0.0.4", "3631113828a21da5a46a18d23246e094502d3fc9754332c18f675a93f2091fe0",
                "package/libs/AMap_Location_V2.4.0_20160308.jar", "package/src/main/AndroidManifest.xml"),
    ), "new com.amap.api.location.AMapLocationClient(context).startLocation();",
            manifest='<service android:name="com.amap.api.location.APSService"/>',
            startup=items("cell-tower imei imsi location-precise mac-address ssid-bssid wifi-scan"),
            possible=items("running-apps storage-files installed-apps")),
    RealSdk("amap-6.5.1", "amap-location", (
        Archive("maven:com.amap.api:location:6.5.1:jar", "bb3d497433d0ed51c9183eafe6104d615d49e91770abd711bff327b30fc73722"),
    ), "com.amap.api.location.AMapLocationClient.updatePrivacyShow(context, true, true);"
       "com.amap.api.location.AMapLocationClient.updatePrivacyAgree(context, true);"
       "new com.amap.api.location.AMapLocationClient(context).startLocation();",
            permissions=_LOCATION, manifest='<service android:name="com.amap.api.location.APSService"/>',
            # The size of the external storage is put into the description of the device, on an executor.
            possible=items("storage-files")),
    RealSdk("baidu-lbs", "baidu-location", (
        Archive("npm:cordova-plugin-baidumaplocation@4.0.2", "307290f453460c49d6194b5c309eae8672bd047737b77179e174563306fd9d12",
                "package/libs/android/BaiduLBS_Android.jar", "package/plugin.xml"),
    ), "new com.baidu.location.LocationClient(context).start();",
            # The second line is read in its service, which the call binds.
            startup=items("android-id cell-tower imei ssid-bssid storage-files wifi-scan"),
            possible=items("bluetooth-devices imsi ip-address location-precise mac-address running-apps")),
    RealSdk("tencent-location", "tencent-location", (
        Archive("maven:com.tencent.map.geolocation:TencentLocationSdk-openplatform:7.2.8",
                "2841b0572aac21245ce116d28823828b4ca870cb0c9f9ea7b67b06d38f39b5cb"),
    ), "com.tencent.map.geolocation.TencentLocationManager.getInstance(context).requestLocationUpdates("
       "com.tencent.map.geolocation.TencentLocationRequest.create(), new Listener());",
            permissions=_LOCATION,
            java="static class Listener implements com.tencent.map.geolocation.TencentLocationListener {"
                 "public void onLocationChanged(com.tencent.map.geolocation.TencentLocation l, int e, String r) {}"
                 "public void onStatusUpdate(String n, int s, String d) {} }",
            startup=items("android-id imei imsi mac-address running-apps")),
    RealSdk("qq", "qq-opensdk", (
        Archive("npm:cordova-plugin-qqsdk@0.9.7", "8fdc1565a0ad549942b3cf1c02e504c9d196fce72a1dc23932f872628f22c32d",
                "package/src/android/open_sdk_r5793.jar", "package/plugin.xml"),
        Archive("npm:cordova-plugin-qqsdk@0.9.7", "3fa91f09883f26b42d3e89163119d1b64e10f0e6fa73e9817b64c3ef3368488f",
                "package/src/android/mta-sdk-1.6.2.jar"),
    ), 'com.tencent.tauth.Tencent.createInstance("key", context);', also=("tencent-mta",),
            startup=items("storage-files"),
            # It starts MTA by reflection, which reads only where a stored answer of its server has allowed that.
            possible=items("imei mac-address ssid-bssid")),
    RealSdk("mta", "tencent-mta", (
        Archive("npm:cordova-plugin-qqsdk@0.9.7", "3fa91f09883f26b42d3e89163119d1b64e10f0e6fa73e9817b64c3ef3368488f",
                "package/src/android/mta-sdk-1.6.2.jar"),
    ), 'com.tencent.stat.StatService.startStatService(context, "key", com.tencent.stat.common.StatConstants.VERSION);',
            permissions=("READ_PHONE_STATE", "ACCESS_WIFI_STATE", "ACCESS_NETWORK_STATE"),
            startup=items("imei mac-address ssid-bssid storage-files"),
            possible=items("running-apps")),
    RealSdk("weibo", "weibo-sdk", (
        Archive("npm:cordova-plugin-weibosdk@0.6.4", "2722321e315cfee29dc9cc59aaec17fbe6e9547f621ccf89c84b180ef488a865",
                "package/src/android/libs/openDefault-4.3.6.aar"),
    ), 'com.sina.weibo.sdk.WbSdk.install(context, new com.sina.weibo.sdk.auth.AuthInfo(context, "key", "https://a.example", "all"));',
            startup=items("android-id iccid imei imsi mac-address serial-number ssid-bssid storage-files")),
    RealSdk("alipay", "alipay", (
        Archive("maven:com.alipay.sdk:alipaysdk-android:15.8.40", "35f4b665c16ea692b175bfd0cc65ba4bba2078d0c277ba58021da214a6ed9760"),
    ), "com.alipay.sdk.app.PayTask.fetchSdkConfig(context);",
            possible=items("android-id oaid storage-files ip-address")),
    RealSdk("tbs-44286", "tbs-x5", (
        Archive("maven:com.tencent.tbs:tbssdk:44286:jar", "d70f1544400885a889d8901cbd4d82538a93c6213ef3103d8a75e72fc29a121f"),
    ), "com.tencent.smtt.sdk.QbSdk.initX5Environment(context, null);",
            permissions=("READ_PHONE_STATE", "ACCESS_WIFI_STATE", "ACCESS_NETWORK_STATE")),
    RealSdk("x5-3.1.0", "tbs-x5", (
        Archive("npm:cordova-plugin-x5-webview@3.1.3", "e2d311d9b31377220369179ca843767ecd20691b23db1b2a9d8595c49da7cda1",
                "package/platforms/android/libs/tbs_sdk_thirdapp_v3.1.0.1034_43100_sharewithdownload_obfs_20170301_182143.jar"),
    ), "com.tencent.smtt.sdk.QbSdk.initX5Environment(context, null);",
            permissions=("READ_PHONE_STATE", "ACCESS_WIFI_STATE", "ACCESS_NETWORK_STATE"),
            startup=items("android-id imei imsi storage-files"),
            possible=items("ssid-bssid mac-address")),
    RealSdk("mipush", "xiaomi-push", (
        Archive("npm:react-native-netease-im@3.0.0", "9ca501b534471d89504b68cd254a874fc7c821bf424986e89a790da3c6875f6f",
                "package/android/libs/MiPush_SDK_Client_3_6_2.jar", "package/android/src/main/AndroidManifest.xml"),
    ), 'com.xiaomi.mipush.sdk.MiPushClient.registerPush(context, "key", "secret");', also=("xiaomi-stat",),
            startup=items("android-id imei serial-number"),
            possible=items("ssid-bssid wifi-scan cell-tower location-precise location-coarse mac-address device-accounts installed-apps storage-files imsi iccid ip-address local-network app-usage bluetooth-devices meid")),
    RealSdk("sensors", "sensorsdata", (
        Archive("maven:com.sensorsdata.analytics.android:core:0.0.4", "b39faea2a98213c0445ff1bf599083ac0449be0151eda9229cd276f3f7991706"),
        Archive("maven:com.sensorsdata.analytics.android:advert:0.0.4", "d972b2632096eb5fa49335fbce22aa882811b2903d5545b147054595eaa69d41"),
    ), 'com.sensorsdata.analytics.android.sdk.SAConfigOptions options = new com.sensorsdata.analytics.android.sdk.SAConfigOptions("https://a.example");'
       "options.setAutoTrackEventType(com.sensorsdata.analytics.android.sdk.SensorsAnalyticsAutoTrackEventType.APP_START);"
       "com.sensorsdata.analytics.android.sdk.SensorsDataAPI.startWithConfigOptions(context, options);",
            # Its content provider sets the SDK up when the process starts.
            startup=items("android-id"),
            possible=items("imei mac-address meid oaid ssid-bssid"),
            starts_itself=True),
    RealSdk("rongcloud", "rongcloud-im", (
        Archive("npm:rongcloud-react-native-imlib@0.3.13", "9d28c2642fba2c7fe0a86b47a60e9398aca1a79ef24181cf74c7257ce699094b",
                "package/lib/android/libs/Rong_IMLib.jar", "package/lib/android/src/main/AndroidManifest.xml"),
    ), 'io.rong.imlib.RongIMClient.init(context, "key");',
            startup=items("android-id running-apps"),
            possible=items("gaid storage-files location-precise")),
    RealSdk("agora", "agora", (
        Archive("maven:io.agora.rtc:full-sdk:3.4.0", "45ecf31c405ec2d681fa40086ba1af00e8e9fd0b0b69d050fca0302032b463da"),
    ), 'io.agora.rtc.RtcEngine.create(context, "key", null);',
            permissions=("RECORD_AUDIO", "CAMERA", "ACCESS_NETWORK_STATE", "ACCESS_WIFI_STATE", "READ_PHONE_STATE", "BLUETOOTH")),
    RealSdk("hyphenate", "easemob", (
        Archive("maven:io.hyphenate:hyphenate-chat:3.9.2", "334b8955ce8a1bb51b9b942bbbc185de98b0638efc5ef2c9dc4ba73a4eb3065b"),
    ), "com.hyphenate.chat.EMClient.getInstance().init(context, new com.hyphenate.chat.EMOptions());",
            permissions=("ACCESS_NETWORK_STATE", "ACCESS_WIFI_STATE", "WAKE_LOCK", "READ_PHONE_STATE"),
            manifest='<service android:name="com.hyphenate.chat.EMChatService" android:exported="true"/>'
                     '<service android:name="com.hyphenate.chat.EMJobService" android:exported="true" android:permission="android.permission.BIND_JOB_SERVICE"/>'
                     '<receiver android:name="com.hyphenate.chat.EMMonitorReceiver" android:exported="true"><intent-filter>'
                     '<action android:name="android.intent.action.BOOT_COMPLETED"/></intent-filter></receiver>',
            # Where the folders for voice messages are made when a login that was stored before is taken up again.
            possible=items("storage-files")),
    RealSdk("nim", "netease-nim", (
        Archive("maven:com.netease.nimlib:basesdk:3.2.0", "ddadcb02875e57bda02b4a30ecc0d760269bec875b0f5a403e66ddab0e9c2661"),
    ), "com.netease.nimlib.sdk.NIMClient.init(context, null, new com.netease.nimlib.sdk.SDKOptions());",
            permissions=("ACCESS_NETWORK_STATE", "READ_PHONE_STATE"),
            manifest='<service android:name="com.netease.nimlib.service.NimService" android:process=":core"/>'
                     '<receiver android:name="com.netease.nimlib.service.NimReceiver" android:process=":core" android:exported="false"><intent-filter>'
                     '<action android:name="android.intent.action.BOOT_COMPLETED"/></intent-filter></receiver>'
                     '<receiver android:name="com.netease.nimlib.service.ResponseReceiver"/>',
            startup=items("running-apps storage-files")),
    RealSdk("janalytics", "jiguang-analytics", (
        Archive("npm:janalytics-react-native@1.4.8", "3098180828f8f4129d98f0996b1941cdaa70786663094c8ae54f6493a253f76d",
                "package/android/libs/janalytics-android-2.1.8.jar", "package/android/src/main/AndroidManifest.xml"),
        _JCORE,
    ), "cn.jiguang.analytics.android.api.JAnalyticsInterface.init(context);", also=("jcore",),
            # The same dispatcher of JCore as JPush's.
            possible=items("android-id app-usage cell-tower iccid imei imsi installed-apps ip-address location-coarse location-precise mac-address meid oaid running-apps serial-number ssid-bssid storage-files wifi-scan")),
    RealSdk("qiniu", "qiniu", (
        Archive("maven:com.qiniu:qiniu-android-sdk:7.5.2", "0efa193c332b061772f944470f19dd6f10f614be4fda531421f1c060f79e5ab8"),
    ), "new com.qiniu.android.storage.UploadManager();",
            startup=items("ip-address storage-files")),
)  # fmt: skip


def by_name(name: str) -> RealSdk:
    return next(sdk for sdk in SDKS if sdk.name == name)
